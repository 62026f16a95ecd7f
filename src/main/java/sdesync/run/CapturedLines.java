package sdesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import sdesync.process.LineSink.Stream;

/** A route's output, line by line into the capture; closing it ends the capture. */
final class CapturedLines implements RunOutput, AutoCloseable {
  private static final Pattern BREAK = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

  private final Capture capture;
  private boolean ended;

  CapturedLines(Capture capture) {
    this.capture = capture;
  }

  @Override
  public synchronized void say(String line) {
    if (!ended) {
      byte[] bytes = (BREAK.matcher(line).replaceAll(" ") + "\n").getBytes(UTF_8);
      capture.accept(Stream.STDOUT, bytes, bytes.length);
    }
  }

  @Override
  public synchronized void close() {
    ended = true;
    capture.finish();
  }
}
