package sdesync.schedule;

import java.util.List;

/**
 * What one field of a cron text allows.
 *
 * @param starred whether its text begins with {@code *}: such a day field restricts nothing by
 *     itself, such an hour field follows elapsed time
 */
record CronValues(CronField field, boolean starred, List<Part> parts) {
  CronValues {
    parts = List.copyOf(parts);
  }

  /** The values of that integration, one bit each; Sunday is bit 0 only. */
  long bits(long integrationId) {
    long bits = 0;
    for (Part part : parts) {
      bits |= part.bits(field, integrationId);
    }
    return sundayOnce(bits);
  }

  /** The values of any integration: what {@code H} could become. */
  long anyBits() {
    long bits = 0;
    for (Part part : parts) {
      bits |= part.spread ? every(part.low, part.high, 1) : every(part.low, part.high, part.step);
    }
    return sundayOnce(bits);
  }

  private long sundayOnce(long bits) {
    return field == CronField.DAY_OF_WEEK ? (bits | bits >>> 7) & 0x7f : bits;
  }

  private static long every(int from, int to, int step) {
    long bits = 0;
    for (int value = from; value <= to; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }

  /**
   * One member of a list.
   *
   * @param step 0 for a spread part without a step: one value
   * @param spread whether it was written with {@code H}
   */
  record Part(int low, int high, int step, boolean spread) {
    private long bits(CronField field, long integrationId) {
      if (!spread) {
        return every(low, high, step);
      }
      int size = high - low + 1;
      int first = low + Spread.place(integrationId, field, step == 0 ? size : Math.min(step, size));
      return step == 0 ? 1L << first : every(first, high, step);
    }
  }
}
