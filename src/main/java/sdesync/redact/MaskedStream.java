package sdesync.redact;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes on what it is given, with {@code ***} for every secret. Bytes that may be the beginning of
 * a secret wait for what comes next; {@link #close()} lets them go, {@link #flush()} does not.
 */
final class MaskedStream extends OutputStream {
  private static final byte[] STARS = {'*', '*', '*'};
  private static final int PIECE_BYTES = 64 * 1024;

  private final Supplier<Automaton> source;
  private final OutputStream sink;
  private final LongAdder masked;
  private final Automaton.Reader reader = new Automaton.Reader();
  private @Nullable Automaton automaton;
  private boolean closed;

  /** The bytes that wait, and then those that are being looked at. */
  private byte[] window = new byte[1024];

  private int length;

  // Finds in the window that were not written yet, in order and apart from each other. Only the
  // first may begin before the window: with a negative start its stars have been written.
  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private int finds;

  /**
   * @param source asked at the first write, since many commands print nothing
   * @param masked counts what was masked
   */
  MaskedStream(Supplier<Automaton> source, OutputStream sink, LongAdder masked) {
    this.source = source;
    this.sink = sink;
    this.masked = masked;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int count) throws IOException {
    for (int at = 0; at < count; at += PIECE_BYTES) {
      take(from, offset + at, Math.min(PIECE_BYTES, count - at));
    }
  }

  @Override
  public void flush() throws IOException {
    sink.flush();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      pass(length);
      sink.close();
    }
  }

  private void take(byte[] from, int offset, int count) throws IOException {
    Automaton automaton = automaton();
    if (window.length < length + count) {
      window = Arrays.copyOf(window, Math.max(length + count, window.length * 2));
    }
    System.arraycopy(from, offset, window, length, count);
    reader.at = length;
    length += count;
    while (automaton.find(window, length, reader)) {
      add(reader.at - automaton.found(reader.state), reader.at);
    }
    pass(length - automaton.depth(reader.state));
  }

  private Automaton automaton() {
    if (automaton == null) {
      automaton = source.get();
    }
    return automaton;
  }

  /** A find that ends after all others; it may begin before some of them. */
  private void add(int start, int end) {
    int from = start;
    while (finds > 0 && ends[finds - 1] > from) {
      finds--;
      from = Math.min(from, starts[finds]);
    }
    if (finds == starts.length) {
      starts = Arrays.copyOf(starts, finds * 2);
      ends = Arrays.copyOf(ends, finds * 2);
    }
    starts[finds] = from;
    ends[finds] = end;
    finds++;
  }

  /** Writes the window up to {@code cut}: no find to come can begin before it. */
  private void pass(int cut) throws IOException {
    int written = 0;
    int kept = 0;
    for (int i = 0; i < finds; i++) {
      if (starts[i] >= cut) {
        keep(kept++, starts[i], ends[i]);
        continue;
      }
      if (starts[i] >= 0) {
        sink.write(window, written, starts[i] - written);
        sink.write(STARS);
        masked.increment();
      }
      written = Math.min(ends[i], cut);
      if (ends[i] > cut) {
        keep(kept++, -1, ends[i]); // a later find may overlap it: its stars are written already
      }
    }
    sink.write(window, written, cut - written);
    finds = kept;
    for (int i = 0; i < finds; i++) {
      starts[i] = starts[i] < 0 ? -1 : starts[i] - cut;
      ends[i] -= cut;
    }
    System.arraycopy(window, cut, window, 0, length - cut);
    length -= cut;
  }

  private void keep(int index, int start, int end) {
    starts[index] = start;
    ends[index] = end;
  }
}
