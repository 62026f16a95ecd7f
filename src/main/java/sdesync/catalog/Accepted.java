package sdesync.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdesync.catalog.PollReport.Refused;
import sdesync.integration.Integration;
import sdesync.store.HeldRemoval;

/**
 * What a good list means for what is known.
 *
 * @param wellAgain had a problem and are listed properly again
 * @param problems those of {@code refused} that are known and whose problem is new
 * @param held the removal that waits for the next polls; null when none does
 * @param heldIds some of its ids, for people
 * @param heldNow whether it is a new one
 */
record Accepted(
    Reconciliation changes,
    List<Integration> wellAgain,
    List<Refused> refused,
    List<Refused> problems,
    @Nullable HeldRemoval held,
    List<Long> heldIds,
    boolean heldNow) {

  /** The rows to write: all that SD Elements says differently now. */
  List<Integration> updates() {
    var updates = new ArrayList<Integration>();
    Stream.concat(changes.changed().stream(), changes.back().stream())
        .filter(change -> !change.fields().isEmpty())
        .forEach(change -> updates.add(change.now()));
    return updates;
  }
}
