package sdesync.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The copy of one attempt's output: its beginning while it is written, its end once that is there.
 * Not thread-safe.
 */
final class CopiedOutput {
  static final int HEAD_BYTES = 32 * 1024;
  static final int TAIL_BYTES = 32 * 1024;

  private final OutputCopy copy;
  private final String runId;
  private final Path log;
  private final long begin;
  private long done;
  private long at = -1;
  private long doneIfWritten;
  private boolean unsure;

  /**
   * @param begin where in the file the attempt's output begins
   */
  CopiedOutput(OutputCopy copy, String runId, Path log, long begin) {
    this.copy = copy;
    this.runId = runId;
    this.log = log;
    this.begin = begin;
    this.done = begin;
  }

  /**
   * Copies what is there and was not copied yet.
   *
   * @param ended whether nothing will follow in the file
   */
  void step(boolean ended) throws IOException {
    if (unsure) {
      makeSure();
    }
    byte[] next = next(ended);
    if (next.length > 0) {
      at = at < 0 ? length() : at;
      unsure = true;
      copy.append(runId, at, next);
      written(at + next.length);
    }
  }

  /** The last append may have been done, though its answer was lost. */
  private void makeSure() {
    long length = length();
    if (length > at) {
      written(length);
    }
    unsure = false;
  }

  private void written(long length) {
    at = length;
    done = doneIfWritten;
    unsure = false;
  }

  private long length() {
    return copy.end(runId).map(OutputCopy.End::length).orElse(0L);
  }

  private byte[] next(boolean ended) throws IOException {
    try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
      long size = file.size();
      boolean whole = ended && size - begin <= HEAD_BYTES + TAIL_BYTES;
      long upTo = whole ? size : Math.min(size, begin + HEAD_BYTES);
      var bytes = new ByteArrayOutputStream();
      bytes.writeBytes(read(file, done, upTo));
      long reached = Math.max(done, upTo);
      if (ended && !whole && reached < size) {
        byte[] tail = fromLine(read(file, size - TAIL_BYTES, size));
        bytes.writeBytes(mark(size - reached - tail.length));
        bytes.writeBytes(tail);
        reached = size;
      }
      doneIfWritten = reached;
      return bytes.toByteArray();
    }
  }

  private static byte[] mark(long bytes) {
    return ("\n--- sde-sync: "
            + bytes
            + " bytes are kept by the node that ran it, not in the store ---\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] read(FileChannel file, long from, long to) throws IOException {
    ByteBuffer bytes =
        HeadAndTail.read(file, from, ByteBuffer.allocate((int) Math.max(0, to - from)));
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static byte[] fromLine(byte[] bytes) {
    for (int i = 0; i < bytes.length - 1; i++) {
      if (bytes[i] == '\n') {
        return Arrays.copyOfRange(bytes, i + 1, bytes.length);
      }
    }
    return bytes;
  }
}
