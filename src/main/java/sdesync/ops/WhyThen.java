package sdesync.ops;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sdesync.integration.Frequency;
import sdesync.integration.Integration;
import sdesync.ops.Why.Cause;
import sdesync.store.AuditEntry;
import sdesync.store.AuditStore;
import sdesync.store.KnownIntegration;
import sdesync.store.LifeStore;
import sdesync.store.Tx;

/** What held an integration back at a moment that is over, as far as lives and audit tell. */
final class WhyThen {
  /** Later than anything the store holds. */
  private static final Instant FOREVER = Instant.parse("9999-01-01T00:00:00Z");

  private final Parts parts;
  private final AuditStore audit = new AuditStore();

  WhyThen(Parts parts) {
    this.parts = parts;
  }

  List<Cause> standing(Tx tx, KnownIntegration known, Instant moment) {
    var causes = new ArrayList<Cause>();
    down(tx, moment).ifPresent(causes::add);
    began(tx, known.id(), "gone", "back", moment)
        .map(
            entry ->
                new Cause(
                    "gone",
                    "SD Elements did not list it then; it runs again when it is back.",
                    entry.at()))
        .ifPresent(causes::add);
    began(tx, known.id(), "pause", "resume", moment)
        .map(entry -> new Cause("paused", entry.detail(), entry.at()))
        .ifPresent(causes::add);
    if (causes.isEmpty() && unchangedSince(tx, known.id(), moment)) {
      bySchedule(known.integration()).ifPresent(causes::add);
    }
    return causes;
  }

  /** Whether no node was there at that moment. */
  private static Optional<Cause> down(Tx tx, Instant moment) {
    boolean up =
        new LifeStore().since(tx, moment).stream().anyMatch(life -> !life.since().isAfter(moment));
    return up
        ? Optional.empty()
        : Optional.of(
            new Cause("worker_down", "No node was running and reaching the store then.", null));
  }

  /** The beginning of what had begun and not ended at that moment. */
  private Optional<AuditEntry> began(Tx tx, long id, String begin, String end, Instant moment) {
    return audit
        .newestOf(tx, id, List.of(begin, end), moment)
        .filter(entry -> entry.action().equals(begin));
  }

  /** Then what its frequency means now, it meant then. */
  private boolean unchangedSince(Tx tx, long id, Instant moment) {
    return audit
        .newestOf(tx, id, List.of("changed", "back"), FOREVER)
        .filter(entry -> entry.at().isAfter(moment))
        .isEmpty();
  }

  private Optional<Cause> bySchedule(Integration integration) {
    if (integration.knownFrequency().filter(Frequency.MANUALLY::equals).isPresent()) {
      return Optional.of(
          new Cause("manual", "Its frequency was manually: it ran when asked only.", null));
    }
    return parts
        .slots()
        .problem(integration)
        .map(problem -> new Cause("unsupported", problem, null));
  }
}
