package sdesync.process;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sdesync.process.LineSink.Stream;

/** Moves a command's output to the sink until it ends or nobody wants it any more. */
final class Pump {
  private static final int PIECE_BYTES = 32 * 1024;

  private final LineSink sink;
  private final OutputPipe out = OutputPipe.take();
  private final OutputPipe err = OutputPipe.take();
  private final Set<OutputPipe> reading = new HashSet<>(Set.of(out, err));
  private final CountDownLatch open = new CountDownLatch(2);
  private volatile boolean closed;
  private @Nullable RuntimeException failure;

  Pump(LineSink sink) {
    this.sink = sink;
  }

  void connect(ProcessBuilder builder) {
    builder.redirectOutput(out.in()).redirectError(err.in());
  }

  /** To be called when the command has been started: both streams, each in a thread of its own. */
  void begin() {
    Threads.run(() -> move(Stream.STDOUT, out));
    Threads.run(() -> move(Stream.STDERR, err));
  }

  /** In the place of {@link #begin} when the command could not be started. */
  void giveUp() {
    out.giveBack();
    err.giveBack();
  }

  /** Whether both streams have ended within that time. */
  boolean ended(long nanos) {
    return Waiting.on(left -> open.await(left, TimeUnit.NANOSECONDS), nanos);
  }

  /** Nothing reaches the sink after this. Returns what the sink threw, if it did. */
  @Nullable RuntimeException close() {
    List<OutputPipe> toWake;
    @Nullable RuntimeException thrown;
    synchronized (this) {
      closed = true;
      toWake = List.copyOf(reading);
      thrown = failure;
    }
    toWake.forEach(OutputPipe::wakeReader);
    return thrown;
  }

  private void move(Stream stream, OutputPipe from) {
    byte[] piece = new byte[PIECE_BYTES];
    boolean atEnd = false;
    try {
      for (int length = from.read(piece); length >= 0 && !closed; length = from.read(piece)) {
        deliver(stream, piece, length);
      }
      atEnd = true;
    } catch (IOException e) {
      // Not to be had any more; what we have is kept.
    } finally {
      leave(from, atEnd);
      open.countDown();
    }
  }

  /** A pipe that is about to be woken must not serve another command. */
  private synchronized void leave(OutputPipe pipe, boolean atEnd) {
    reading.remove(pipe);
    if (atEnd && !closed) {
      pipe.giveBack();
    } else {
      pipe.abandon();
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
