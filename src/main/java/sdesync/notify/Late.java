package sdesync.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.history.Run;
import sdesync.integration.Integration;
import sdesync.notify.NotifySettings.LateAfter;
import sdesync.schedule.Slots;
import sdesync.store.Database;
import sdesync.store.KnownIntegration;
import sdesync.store.RunHistory;

/** Whether an integration had no success for too long, and what keeps it from one. */
public final class Late {
  /** The last slot's run may take a while, a tenth of its period but not more than this. */
  private static final Duration MOST_SLACK = Duration.ofMinutes(10);

  private final LateAfter after;
  private final Slots slots;
  private final Database database;
  private final RunHistory history = new RunHistory();

  public Late(LateAfter after, Slots slots, Database database) {
    this.after = after;
    this.slots = slots;
    this.database = database;
  }

  /**
   * What is missing.
   *
   * @param since the last success, or since when one was expected
   * @param running what runs for so long, null when nothing does
   * @param waiting what is due and does not start, null when nothing is
   */
  record Missed(Instant since, @Nullable Run running, @Nullable Run waiting) {}

  /**
   * @param counts nothing before that is counted
   */
  Optional<Missed> missed(KnownIntegration known, Instant counts, Instant now) {
    Instant since = latest(latest(known.firstSeen(), counts), known.lastSuccess());
    Optional<Instant> deadline = deadline(known.integration(), since);
    if (deadline.isEmpty() || now.isBefore(deadline.get())) {
      return Optional.empty();
    }
    return Optional.of(
        database.inTransaction(
            tx -> {
              List<Long> id = List.of(known.id());
              return new Missed(
                  since,
                  history.running(tx, id).get(known.id()),
                  history.queued(tx, id).get(known.id()));
            }));
  }

  /** Empty for one that has no slots. */
  private Optional<Instant> deadline(Integration integration, Instant since) {
    Optional<Instant> first = slots.next(integration, since);
    if (first.isEmpty() || after.time().isPresent()) {
      return first.flatMap(slot -> after.time().map(since::plus));
    }
    Instant before = since;
    Instant slot = first.get();
    for (int i = 1; i < after.periods(); i++) {
      before = slot;
      Optional<Instant> next = slots.next(integration, slot);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      slot = next.get();
    }
    Duration tenth = Duration.between(before, slot).dividedBy(10);
    return Optional.of(slot.plus(tenth.compareTo(MOST_SLACK) < 0 ? tenth : MOST_SLACK));
  }

  private static Instant latest(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }
}
