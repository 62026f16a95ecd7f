package sdesync.schedule;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Makes run ids: {@code r}, the time in milliseconds, a count within the millisecond and 65 random
 * bits, in Crockford's base 32. They sort in the order they were made, and no two stores share one.
 */
final class RunIds {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TIME_DIGITS = 10;
  private static final int COUNT_DIGITS = 3;
  private static final int RANDOM_DIGITS = 13;

  private final RandomGenerator random;
  private long lastMillis;
  private int count;

  RunIds() {
    this(new SecureRandom());
  }

  RunIds(RandomGenerator random) {
    this.random = random;
  }

  synchronized String next(Instant now) {
    long millis = now.toEpochMilli();
    count = millis == lastMillis ? count + 1 : 0;
    lastMillis = millis;
    var id = new StringBuilder("r");
    append(id, millis, TIME_DIGITS);
    append(id, count, COUNT_DIGITS);
    for (int digit = 0; digit < RANDOM_DIGITS; digit++) {
      id.append(DIGITS.charAt(random.nextInt(32)));
    }
    return id.toString();
  }

  private static void append(StringBuilder id, long number, int digits) {
    for (int digit = digits - 1; digit >= 0; digit--) {
      id.append(DIGITS.charAt((int) (number >>> (5 * digit)) & 31));
    }
  }
}
