package sdesync.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sdesync.history.Reason;

/**
 * A row of {@code schedule}: where one integration stands.
 *
 * @param slot the first slot that is not accounted for yet; null when none is to come
 * @param lastSlot the newest slot accounted for; null when there was none
 * @param nextAt its place in the queue, where earlier goes first, and when it may be claimed:
 *     {@link #waitingSince}, {@link #NEVER} or the time of a slot or an attempt
 * @param priority 1 when somebody asked for what waits, else 0
 * @param version the fence; changes with every owner
 * @param owner the process that runs it; null for nobody
 * @param runId what runs; null for nothing
 * @param cancelBy who asked the owner to end what runs
 * @param skipRun the skipped run that takes up the next slot if it is skipped for {@code
 *     skipReason} too
 */
public record ScheduleRow(
    long integrationId,
    @Nullable Instant slot,
    @Nullable Instant lastSlot,
    Instant nextAt,
    int priority,
    @Nullable String target,
    long version,
    @Nullable String owner,
    @Nullable String runId,
    @Nullable String cancelBy,
    @Nullable String skipRun,
    @Nullable Reason skipReason) {
  private static final Duration AGES = Duration.ofDays(36_525);

  /** Runs now, or has nothing to run. */
  public static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  /**
   * May be claimed now, before what waits for less long. A century too early, so that no clock that
   * was set back holds it up.
   */
  public static Instant waitingSince(Instant queuedAt) {
    return queuedAt.minus(AGES);
  }

  /** A first row, before anything was ever accounted for. */
  public static ScheduleRow first(
      long integrationId, @Nullable String target, @Nullable Instant slot) {
    Instant next = slot == null ? NEVER : slot;
    return new ScheduleRow(
        integrationId, slot, null, next, 0, target, 1, null, null, null, null, null);
  }
}
