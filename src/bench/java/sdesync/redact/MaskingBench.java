package sdesync.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Megabytes of a command's output that one core masks in a second; {@code none} is the copy alone.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class MaskingBench {
  private static final int MEGABYTES = 16;

  /** As a command's pipe gives it. */
  private static final int PIECE = 32 * 1024;

  @Param({"log", "json", "base64", "worst"})
  public String text = "";

  @Param({"0", "1", "50"})
  public int secrets;

  private byte[] output = new byte[0];
  private Masker masker = Masker.of(List.of());

  @Setup
  public void write() {
    Random random = new Random(1);
    List<String> hidden = new ArrayList<>();
    for (int i = 0; i < secrets; i++) {
      hidden.add(secret(random));
    }
    masker = Masker.of(hidden);
    StringBuilder lines = new StringBuilder(MEGABYTES << 20);
    while (lines.length() < MEGABYTES << 20) {
      lines.append(line(random, hidden)).append('\n');
    }
    output = lines.substring(0, MEGABYTES << 20).getBytes(UTF_8);
  }

  @Benchmark
  @OperationsPerInvocation(MEGABYTES)
  public long megabytes() throws IOException {
    Counted counted = new Counted();
    try (OutputStream masked = masker.stream(counted)) {
      for (int at = 0; at < output.length; at += PIECE) {
        masked.write(output, at, Math.min(PIECE, output.length - at));
      }
    }
    return counted.bytes;
  }

  private static String secret(Random random) {
    return letters(
        random, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/-_", 20);
  }

  /** One of a hundred lines holds a secret; in the worst text every word begins as one. */
  private String line(Random random, List<String> hidden) {
    String some = hidden.isEmpty() ? "" : hidden.get(random.nextInt(hidden.size()));
    boolean leak = random.nextInt(100) == 0;
    return switch (text) {
      case "json" ->
          "{\"time\":\"2026-11-25T22:10:%02dZ\",\"task\":\"T%d\",\"status\":\"TODO\",\"pass\":\"%s\"}"
              .formatted(random.nextInt(60), random.nextInt(1000), leak ? some : "none");
      case "base64" ->
          letters(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 76);
      case "worst" -> (some.isEmpty() ? "" : some.substring(0, some.length() - 1) + " ").repeat(4);
      default ->
          "2026-11-25 22:10:%02d INFO  sync: task T%d of project %d is up to date %s"
              .formatted(
                  random.nextInt(60), random.nextInt(1000), random.nextInt(50), leak ? some : "");
    };
  }

  private static String letters(Random random, String from, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(from.charAt(random.nextInt(from.length())));
    }
    return out.toString();
  }

  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes += length;
    }
  }
}
