package sdesync.redact;

import java.nio.ByteBuffer;
import java.util.Collection;

/**
 * Finds many byte strings in one pass (Aho and Corasick, 1975). A state stands for the longest end
 * of what was read that is the beginning of some pattern. At the root it jumps over what cannot
 * begin one. The root and the states one byte deep have a full row of transitions; deeper ones, of
 * which there are many, only their children and a link to fall back by.
 */
final class Automaton {
  private static final int ROOT = 0;
  private static final int NONE = 0; // no state is reached from another by going to the root

  private final Skips skips;

  /** States up to this one have a row. */
  private final int shallow;

  private final int[] rows;
  private final byte[] label;
  private final int[] child;
  private final int[] sibling;
  private final int[] fallback;
  private final int[] depth;
  private final int[] found;
  private int states = 1;

  /**
   * Patterns must be at least {@link Masker#SHORTEST} bytes long; so no shallow state is a find.
   */
  Automaton(Collection<ByteBuffer> patterns) {
    skips = new Skips(patterns);
    boolean[] first = new boolean[256];
    int capacity = 1;
    for (ByteBuffer pattern : patterns) {
      first[pattern.get(0) & 0xff] = true;
      capacity += pattern.remaining();
    }
    label = new byte[capacity];
    child = new int[capacity];
    sibling = new int[capacity];
    fallback = new int[capacity];
    depth = new int[capacity];
    found = new int[capacity];
    int[] root = new int[256];
    for (int b = 0; b < 256; b++) {
      if (first[b]) {
        root[b] = newState(ROOT, b);
      }
    }
    shallow = states;
    rows = new int[shallow << 8];
    System.arraycopy(root, 0, rows, 0, 256);
    patterns.forEach(this::insert);
    link();
  }

  /** The state after reading one more byte, given as 0 to 255. */
  private int next(int state, int b) {
    int from = state;
    while (from >= shallow) {
      int to = childOf(from, b);
      if (to != NONE) {
        return to;
      }
      from = fallback[from];
    }
    return rows[(from << 8) | b];
  }

  /** Reads on until a find, or to the end; the reader knows where and in which state it is. */
  boolean find(byte[] text, int end, Reader reader) {
    int[] rows = this.rows;
    int shallow = this.shallow;
    int at = reader.at;
    int state = reader.state;
    while (at < end) {
      if (state == ROOT) {
        at = skips.next(text, at, end);
      }
      int b = text[at++] & 0xff;
      if (state < shallow) {
        state = rows[(state << 8) | b];
      } else {
        state = next(state, b);
        if (found[state] > 0) {
          reader.at = at;
          reader.state = state;
          return true;
        }
      }
    }
    reader.at = at;
    reader.state = state;
    return false;
  }

  /** How far one text has been read. */
  static final class Reader {
    int at;
    int state = ROOT;
  }

  /** The length of the longest pattern that ends here, 0 for none. */
  int found(int state) {
    return found[state];
  }

  /** How many of the last bytes read may still become part of a find. */
  int depth(int state) {
    return depth[state];
  }

  private void insert(ByteBuffer pattern) {
    int state = rows[pattern.get(0) & 0xff];
    for (int i = 1; i < pattern.remaining(); i++) {
      int b = pattern.get(i) & 0xff;
      int next = childOf(state, b);
      state = next == NONE ? newState(state, b) : next;
    }
    found[state] = pattern.remaining();
  }

  private int newState(int parent, int b) {
    int state = states++;
    label[state] = (byte) b;
    depth[state] = depth[parent] + 1;
    sibling[state] = child[parent];
    child[parent] = state;
    return state;
  }

  private int childOf(int state, int b) {
    int to = child[state];
    while (to != NONE && label[to] != (byte) b) {
      to = sibling[to];
    }
    return to;
  }

  /** Breadth first, so that a shorter state is complete before a longer one falls back to it. */
  private void link() {
    int[] queue = new int[states];
    int end = 0;
    for (int state = 1; state < shallow; state++) {
      System.arraycopy(rows, 0, rows, state << 8, 256);
      for (int to = child[state]; to != NONE; to = sibling[to]) {
        rows[(state << 8) | (label[to] & 0xff)] = to;
      }
      queue[end++] = state;
    }
    for (int at = 0; at < end; at++) {
      int state = queue[at];
      for (int to = child[state]; to != NONE; to = sibling[to]) {
        fallback[to] =
            state < shallow ? rows[label[to] & 0xff] : next(fallback[state], label[to] & 0xff);
        found[to] = Math.max(found[to], found[fallback[to]]);
        queue[end++] = to;
      }
    }
  }
}
