package sdesync.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * When a list is polled: at every whole multiple of the interval since 1970, plus an offset that is
 * the list's own and stays the same over restarts and on every node, so that neither the projects
 * of one installation nor installations side by side ask all at one moment.
 */
record Spread(Duration every, String salt) {
  /** The next time after that one that is not almost the same time. */
  Instant next(PollScope scope, Instant after) {
    long interval = every.toMillis();
    long offset = Math.floorMod(spreadHash(salt + "\n" + scope.name()), interval);
    long earliest = after.toEpochMilli() + interval / 10 + 1;
    long sinceSlot = Math.floorMod(earliest - offset, interval);
    return Instant.ofEpochMilli(sinceSlot == 0 ? earliest : earliest - sinceSlot + interval);
  }

  /** {@link String#hashCode} with its bits mixed: neighbouring names shall not be neighbours. */
  private static long spreadHash(String text) {
    long mixed = text.hashCode() * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }
}
