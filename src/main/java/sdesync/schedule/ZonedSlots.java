package sdesync.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** Turns local times into moments of a zone, through its gaps and repeated hours. */
record ZonedSlots(CronTimes times, ZoneRules rules) {
  /** More changes of the clock than any zone makes in the years that are searched. */
  private static final int TRANSITIONS = 400;

  /**
   * The first slot strictly after, when slots are local times: one in a gap comes later by the
   * gap's length, one in a repeated hour comes the first time only.
   */
  @Nullable Instant localAfter(Instant after) {
    Instant start = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    ZoneOffset offset = rules.getOffset(start);
    LocalDateTime local = LocalDateTime.ofEpochSecond(start.getEpochSecond(), 0, offset);
    ZoneOffsetTransition change = rules.getTransition(local);
    if (change != null && change.isOverlap() && change.getOffsetAfter().equals(offset)) {
      local = change.getDateTimeBefore();
    }
    return earlier(movedHereByGap(start, local), moment(local));
  }

  /** The first slot of local times from that one on. */
  private @Nullable Instant moment(LocalDateTime from) {
    LocalDateTime match = times.from(from);
    if (match == null) {
      return null;
    }
    ZoneOffsetTransition change = rules.getTransition(match);
    if (change == null) {
      return match.toInstant(rules.getOffset(match));
    }
    if (change.isOverlap()) {
      return match.toInstant(change.getOffsetBefore());
    }
    // The moved slot is not always the next: 02:17 becomes 03:17, after 03:05.
    return earlier(match.toInstant(change.getOffsetBefore()), moment(change.getDateTimeAfter()));
  }

  /** A slot of a gap already behind us, which comes later than the gap by the gap's length. */
  private @Nullable Instant movedHereByGap(Instant start, LocalDateTime local) {
    ZoneOffsetTransition gap = rules.previousTransition(start.plusNanos(1));
    if (gap == null || !gap.isGap() || !start.isBefore(gap.getInstant().plus(gap.getDuration()))) {
      return null;
    }
    LocalDateTime match = times.from(local.minus(gap.getDuration()));
    return match == null || !match.isBefore(gap.getDateTimeAfter())
        ? null
        : match.toInstant(gap.getOffsetBefore());
  }

  /**
   * The first slot strictly after, when slots follow elapsed time: every moment whose local time
   * matches, so both copies of a repeated hour and nothing in a gap.
   */
  @Nullable Instant elapsedAfter(Instant after) {
    Instant start = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    for (int i = 0; i < TRANSITIONS; i++) {
      ZoneOffset offset = rules.getOffset(start);
      LocalDateTime match =
          times.from(LocalDateTime.ofEpochSecond(start.getEpochSecond(), 0, offset));
      ZoneOffsetTransition change = rules.nextTransition(start);
      if (match != null) {
        Instant moment = match.toInstant(offset);
        if (change == null || moment.isBefore(change.getInstant())) {
          return moment;
        }
      }
      if (match == null || change == null) {
        return null;
      }
      start = change.getInstant();
    }
    return null;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
