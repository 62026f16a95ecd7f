package sdesync.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.history.Run;
import sdesync.history.RunState;

/**
 * Which runs, newest first.
 *
 * @param ids exactly these; empty for any
 * @param integrations of these; empty for any
 * @param since queued at this time or later
 * @param after the last run of the page before; null for the first page
 */
public record RunFilter(
    List<String> ids,
    List<Long> integrations,
    @Nullable RunState state,
    @Nullable Instant since,
    @Nullable Place after) {
  public RunFilter {
    ids = List.copyOf(ids);
    integrations = List.copyOf(integrations);
  }

  /** Where a run stands in the order of the list. */
  public record Place(Instant queuedAt, String id) {
    public static Place of(Run run) {
      return new Place(run.queuedAt(), run.id());
    }
  }

  public static RunFilter all() {
    return new RunFilter(List.of(), List.of(), null, null, null);
  }

  public static RunFilter of(long integrationId) {
    return new RunFilter(List.of(), List.of(integrationId), null, null, null);
  }

  public RunFilter in(RunState wanted) {
    return new RunFilter(ids, integrations, wanted, since, after);
  }

  public RunFilter after(Run last) {
    return new RunFilter(ids, integrations, state, since, Place.of(last));
  }
}
