package sdesync.schedule;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Makes run ids: {@code r}, the time in milliseconds and eighty random bits, in Crockford's base
 * 32. They sort by time, and no two stores share one.
 */
final class RunIds {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TIME_DIGITS = 10;
  private static final int RANDOM_DIGITS = 16;

  private final RandomGenerator random;

  RunIds() {
    this(new SecureRandom());
  }

  RunIds(RandomGenerator random) {
    this.random = random;
  }

  String next(Instant now) {
    var id = new StringBuilder("r");
    long millis = now.toEpochMilli();
    for (int digit = TIME_DIGITS - 1; digit >= 0; digit--) {
      id.append(DIGITS.charAt((int) (millis >>> (5 * digit)) & 31));
    }
    for (int digit = 0; digit < RANDOM_DIGITS; digit++) {
      id.append(DIGITS.charAt(random.nextInt(32)));
    }
    return id.toString();
  }
}
