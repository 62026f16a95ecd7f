package sdesync.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Nanoseconds since the machine booted, its sleep included, which {@link System#nanoTime} leaves
 * out: proc(5), {@code /proc/uptime}, in hundredths of a second. So a machine that slept is told
 * from a clock that was set.
 */
public final class ElapsedTime implements LongSupplier {
  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final long UNREADABLE = -1;

  private final boolean readable = read() != UNREADABLE;

  @Override
  public long getAsLong() {
    long uptime = readable ? read() : UNREADABLE;
    // The two must not be mixed: they count from different moments.
    if (readable && uptime == UNREADABLE) {
      throw new IllegalStateException(UPTIME + " cannot be read any more; restart the worker");
    }
    return readable ? uptime : System.nanoTime();
  }

  private static long read() {
    try {
      String text = Files.readString(UPTIME);
      double seconds = Double.parseDouble(text.substring(0, text.indexOf(' ')));
      return Math.round(seconds * 100) * 10_000_000;
    } catch (IOException | RuntimeException e) {
      return UNREADABLE;
    }
  }
}
