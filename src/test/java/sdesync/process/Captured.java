package sdesync.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A sink that keeps everything; for little output. */
final class Captured implements LineSink {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Override
  public synchronized void accept(Stream stream, byte[] buffer, int length) {
    (stream == Stream.STDOUT ? out : err).write(buffer, 0, length);
    notifyAll();
  }

  synchronized String out() {
    return out.toString(UTF_8);
  }

  synchronized String err() {
    return err.toString(UTF_8);
  }

  /** Waits until stdout has this many whole lines. */
  synchronized String awaitLines(int count) throws InterruptedException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (out().chars().filter(c -> c == '\n').count() < count) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("No " + count + " lines came, but: " + out());
      }
      wait(left);
    }
    return out();
  }
}
