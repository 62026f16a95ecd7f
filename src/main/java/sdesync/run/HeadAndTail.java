package sdesync.run;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that keeps the beginning and the end of what is written to it. The beginning is there at
 * once; the end goes round in a second file of fixed size and is appended on close, after a line
 * that says how much lies between. Memory does not grow with what is written.
 */
final class HeadAndTail implements Closeable {
  /** Ends the names of files that are there only while an attempt writes. */
  static final String RING = ".tail";

  static final String OLD = ".old";
  private static final int MARK_BYTES = 80;
  private static final int COPY_BYTES = 16 * 1024;

  private final Path ring;
  private final FileChannel head;
  private final long tailBytes;
  private long headLeft;
  private @Nullable FileChannel tail;
  private long inTail;
  private long dropped;

  /**
   * @param budget of bytes to be added to the log, the mark of a cut included
   */
  HeadAndTail(Path log, long budget) throws IOException {
    this.ring = log.resolveSibling(log.getFileName() + RING);
    this.headLeft = Math.max(0, (budget - MARK_BYTES) / 2);
    this.tailBytes = Math.max(1, budget - MARK_BYTES - headLeft);
    this.head = open(log, CREATE, WRITE, APPEND);
  }

  static FileChannel open(Path file, OpenOption... options) throws IOException {
    return FileChannel.open(
        file,
        Set.of(options),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    int first = (int) Math.min(headLeft, length);
    if (first > 0) {
      writeAll(head, ByteBuffer.wrap(bytes, offset, first));
      headLeft -= first;
    }
    int done = first;
    while (done < length) {
      long position = inTail % tailBytes;
      int piece = (int) Math.min(length - done, tailBytes - position);
      var buffer = ByteBuffer.wrap(bytes, offset + done, piece);
      while (buffer.hasRemaining()) {
        position += tail().write(buffer, position);
      }
      inTail += piece;
      done += piece;
    }
  }

  private FileChannel tail() throws IOException {
    if (tail == null) {
      tail = open(ring, CREATE, READ, WRITE, TRUNCATE_EXISTING);
    }
    return tail;
  }

  /** Bytes cut out; final after {@link #close}. */
  long dropped() {
    return dropped;
  }

  @Override
  public void close() throws IOException {
    FileChannel full = tail;
    tail = null;
    try (head) {
      if (full != null) {
        try (full) {
          append(full);
        } finally {
          Files.deleteIfExists(ring);
        }
      }
    }
  }

  private void append(FileChannel full) throws IOException {
    if (inTail <= tailBytes) {
      copy(full, 0, inTail);
      return;
    }
    long start = inTail % tailBytes;
    long partial = toNextLine(full, start);
    dropped = inTail - tailBytes + partial;
    writeAll(head, ByteBuffer.wrap(mark(dropped)));
    long from = start + partial;
    if (from < tailBytes) {
      copy(full, from, tailBytes);
      copy(full, 0, start);
    } else {
      copy(full, from - tailBytes, start);
    }
  }

  static byte[] mark(long dropped) {
    return ("\n--- sde-sync: " + dropped + " bytes dropped here ---\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** How many bytes until a line begins; 0 when none begins soon. */
  private long toNextLine(FileChannel full, long start) throws IOException {
    var piece = ByteBuffer.allocate((int) Math.min(COPY_BYTES, tailBytes - start));
    full.read(piece, start);
    for (int i = 0; i < piece.position(); i++) {
      if (piece.get(i) == '\n') {
        return i + 1L;
      }
    }
    return 0;
  }

  private void copy(FileChannel from, long begin, long end) throws IOException {
    var piece = ByteBuffer.allocate(COPY_BYTES);
    for (long at = begin; at < end; ) {
      piece.clear().limit((int) Math.min(COPY_BYTES, end - at));
      int read = from.read(piece, at);
      if (read < 0) {
        throw new IOException(ring + " is shorter than what was written to it");
      }
      writeAll(head, piece.flip());
      at += read;
    }
  }

  /** What the file has from there on, as far as the buffer takes it; returns the buffer. */
  static ByteBuffer read(FileChannel file, long from, ByteBuffer into) throws IOException {
    while (into.hasRemaining() && file.read(into, from + into.position()) >= 0) {
      // until the buffer is full or the file ends
    }
    return into;
  }

  static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Cuts the middle out of the log, so that at most that many bytes stay. */
  static void shorten(Path log, long bytes) throws IOException {
    Path old = log.resolveSibling(log.getFileName() + OLD);
    Files.move(log, old);
    try (var shorter = new HeadAndTail(log, bytes);
        var from = Files.newInputStream(old)) {
      var piece = new byte[COPY_BYTES];
      for (int length = from.read(piece); length >= 0; length = from.read(piece)) {
        shorter.write(piece, 0, length);
      }
    } finally {
      Files.deleteIfExists(old);
    }
  }
}
