package sdesync.redact;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;

/**
 * How far a search may jump while nothing of a pattern has been read (Wu and Manber, 1994). It
 * looks at three bytes a little ahead: where they stand in a pattern says how much further the
 * pattern would have to begin. Most text is passed four bytes at a time.
 */
final class Skips {
  /** No pattern is shorter. */
  private static final int AHEAD = Masker.SHORTEST;

  private static final int BLOCK = 3;
  private static final int BITS = 15;
  private final byte[] jumps = new byte[1 << BITS];

  Skips(Collection<ByteBuffer> patterns) {
    Arrays.fill(jumps, (byte) (AHEAD - BLOCK + 1));
    for (ByteBuffer pattern : patterns) {
      for (int at = 0; at + BLOCK <= AHEAD; at++) {
        int block = block(pattern.get(at), pattern.get(at + 1), pattern.get(at + 2));
        jumps[block] = (byte) Math.min(jumps[block], AHEAD - BLOCK - at);
      }
    }
  }

  /** The first place from here on where a pattern may begin, or one too near the end to tell. */
  int next(byte[] text, int from, int end) {
    int at = from;
    int last = end - AHEAD;
    while (at <= last) {
      int jump = jumps[block(text[at + AHEAD - 3], text[at + AHEAD - 2], text[at + AHEAD - 1])];
      if (jump == 0) {
        return at;
      }
      at += jump;
    }
    return at;
  }

  private static int block(byte first, byte second, byte third) {
    return ((first << 10) ^ (second << 5) ^ third) & ((1 << BITS) - 1);
  }
}
