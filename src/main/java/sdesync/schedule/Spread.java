package sdesync.schedule;

/**
 * Where {@code H} puts an integration. The place depends on nothing but its id and the field, so it
 * is the same on every node and after every start; changing a constant here moves every schedule.
 *
 * <p>Neighbouring ids, 1,024 at a time, are laid out like the multiples of an irrational number,
 * which fill a window more evenly than chance does: one irrational per field, so that no two fields
 * move together. Each such block starts at a place of its own, so that ids which keep a certain
 * distance from each other do not pile up.
 */
final class Spread {
  private static final int BLOCK_BITS = 10;
  private static final int BLOCK_MASK = (1 << BLOCK_BITS) - 1;

  private Spread() {}

  /** A number from 0 to {@code size} - 1. */
  static int place(long integrationId, CronField field, int size) {
    long start = mixed((integrationId >>> BLOCK_BITS) ^ irrational(field));
    long fraction = start + (integrationId & BLOCK_MASK) * irrational(field);
    return (int) (((fraction >>> 32) * size) >>> 32);
  }

  /** Fractional parts of square roots of primes in units of 2^-64. */
  private static long irrational(CronField field) {
    return switch (field) {
      case MINUTE -> 0x6a09e667f3bcc908L; // 2
      case HOUR -> 0xbb67ae8584caa73bL; // 3
      case DAY_OF_WEEK -> 0x3c6ef372fe94f82bL; // 5
      case DAY_OF_MONTH -> 0xa54ff53a5f1d36f1L; // 7
      case SECOND -> 0x510e527fade682d1L; // 11
      case MONTH -> 0x9b05688c2b3e6c1fL; // 13
    };
  }

  /** The finishing steps of SplitMix64 (Steele, Lea, Flood 2014): every bit reaches every other. */
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
