package sdesync.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sdesync.process.LineSink.Stream;

/** Moves a command's output to the sink until it ends or nobody wants it any more. */
final class Pump {
  private static final int PIECE_BYTES = 32 * 1024;

  private final LineSink sink;
  private final CountDownLatch open = new CountDownLatch(2);
  private boolean closed;
  private @Nullable RuntimeException failure;

  Pump(LineSink sink) {
    this.sink = sink;
  }

  /** Both streams, each in a thread of its own. */
  void begin(Process process) {
    Threads.run(() -> move(Stream.STDOUT, process.getInputStream()));
    Threads.run(() -> move(Stream.STDERR, process.getErrorStream()));
  }

  /** Whether both streams have ended within that time. */
  boolean ended(long nanos) {
    return Waiting.on(left -> open.await(left, TimeUnit.NANOSECONDS), nanos);
  }

  /** Nothing reaches the sink after this. Returns what the sink threw, if it did. */
  synchronized @Nullable RuntimeException close() {
    closed = true;
    return failure;
  }

  private void move(Stream stream, InputStream from) {
    byte[] piece = new byte[PIECE_BYTES];
    // The JDK closes a stream when its process exits and nobody is reading at that moment; what a
    // child of the process still writes would be lost. It takes the stream's monitor for that.
    synchronized (from) {
      try {
        for (int length = from.read(piece); length >= 0; length = from.read(piece)) {
          deliver(stream, piece, length);
        }
      } catch (IOException e) {
        // Closed by us after the command was given up, or by its death: no more output either way.
      } finally {
        open.countDown();
      }
    }
  }

  /** Goes on reading after a failure: a command must not hang on output nobody can take. */
  private synchronized void deliver(Stream stream, byte[] piece, int length) {
    if (closed || failure != null) {
      return;
    }
    try {
      sink.accept(stream, piece, length);
    } catch (RuntimeException e) {
      failure = e;
    }
  }
}
