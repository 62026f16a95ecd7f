package sdesync.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.process.LineSink.Stream;
import sdesync.redact.Masker;
import sdesync.redact.OwnSecrets;
import sdesync.redact.SecretsInUse;

class CaptureTest {
  @TempDir Path data;
  private final List<Integer> progress = new ArrayList<>();

  @Test
  void bytes_come_out_as_they_went_in_whatever_the_pieces() throws IOException {
    var all = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      all.append("line ").append(i).append(" \u00e9\u0000\u001b[31m\n");
    }
    byte[] bytes = all.toString().getBytes(ISO_8859_1);
    Capture capture = capture(10_000_000);
    for (int at = 0, piece = 1; at < bytes.length; at += piece, piece = piece % 5_000 + 7) {
      byte[] some = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
      capture.accept(Stream.STDOUT, some, some.length);
    }
    capture.finish();
    assertThat(kept()).isEqualTo(bytes);
    assertThat(capture.facts().bytes()).isEqualTo(bytes.length);
    assertThat(capture.facts().lines()).isEqualTo(20_000);
    assertThat(capture.facts().droppedBytes()).isZero();
    assertThat(capture.facts().flags()).isEmpty();
  }

  @Test
  void the_file_is_for_its_user_alone() throws IOException {
    Capture capture = capture(1000);
    capture.finish();
    assertThat(mode(data.resolve("output"))).isEqualTo("rwx------");
    assertThat(mode(data.resolve("output/r1.log"))).isEqualTo("rw-------");
  }

  @Test
  void stdout_and_stderr_interleave_by_whole_lines() throws IOException {
    Capture capture = capture(1000);
    write(capture, Stream.STDOUT, "out 1\nout");
    write(capture, Stream.STDERR, "err 1\ne");
    write(capture, Stream.STDOUT, " 2\n");
    write(capture, Stream.STDERR, "rr 2");
    capture.finish();
    assertThat(keptText()).isEqualTo("out 1\nerr 1\nout 2\nerr 2");
    assertThat(capture.facts().lines()).isEqualTo(4);
  }

  @Test
  void a_secret_split_over_two_writes_is_masked_even_when_the_other_stream_comes_between()
      throws IOException {
    Capture capture = capture(1000, "hunter22");
    write(capture, Stream.STDOUT, "password hun");
    write(capture, Stream.STDERR, "noise\n");
    write(capture, Stream.STDOUT, "ter22 used\n");
    capture.finish();
    assertThat(keptText()).isEqualTo("noise\npassword *** used\n");
    assertThat(capture.lastLine()).isEqualTo("noise");
  }

  @Test
  void a_secret_broken_by_escape_sequences_is_masked_and_other_sequences_stay() throws IOException {
    Capture capture = capture(1000, "hunter22");
    write(capture, Stream.STDOUT, "\u001b[32mfine\u001b[0m\n");
    write(capture, Stream.STDOUT, "pass hun\u001b[1;31mter\u001b[0m22 end\n");
    write(capture, Stream.STDERR, "h\u001b]8;;x\u0007unter\u009b0m22");
    capture.finish();
    assertThat(keptText()).isEqualTo("\u001b[32mfine\u001b[0m\npass *** end\n***");
    assertThat(capture.lastLine()).isEqualTo("***");
  }

  @Test
  void head_and_tail_are_kept_and_the_cut_says_how_much_is_missing() throws IOException {
    Capture capture = capture(1_000);
    var all = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      all.append("line %04d%n".formatted(i));
    }
    write(capture, Stream.STDOUT, all.toString());
    capture.finish();
    String text = keptText();
    String mark = "--- sde-sync: " + capture.facts().droppedBytes() + " bytes dropped here ---\n";
    assertThat(text).startsWith("line 0000\nline 0001\n").endsWith("line 0998\nline 0999\n");
    assertThat(text.length()).isLessThanOrEqualTo(1_000);
    assertThat(text).contains("\n" + mark + "line 09");
    assertThat(text.length() - mark.length() - 1 + capture.facts().droppedBytes())
        .isEqualTo(all.length());
    assertThat(capture.facts().flags()).containsExactly("truncated");
    assertThat(data.resolve("output/r1.log.tail")).doesNotExist();
  }

  @Test
  void output_a_little_over_the_head_is_kept_whole() throws IOException {
    Capture capture = capture(1_000);
    write(capture, Stream.STDOUT, "x".repeat(900));
    capture.finish();
    assertThat(keptText()).isEqualTo("x".repeat(900));
    assertThat(capture.facts().droppedBytes()).isZero();
  }

  @Test
  void a_line_of_100_megabytes_without_a_newline_stays_in_the_limit() throws IOException {
    Capture capture = capture(100_000);
    byte[] piece = "0123456789abcdef".repeat(2_048).getBytes(UTF_8);
    for (int i = 0; i < 3_200; i++) {
      capture.accept(Stream.STDOUT, piece, piece.length);
    }
    capture.finish();
    assertThat(Files.size(data.resolve("output/r1.log"))).isBetween(99_000L, 100_000L);
    assertThat(capture.facts().bytes()).isEqualTo(3_200L * piece.length);
    assertThat(capture.facts().lines()).isEqualTo(1);
    assertThat(capture.summary()).isEmpty();
  }

  @Test
  void a_later_attempt_goes_on_in_the_same_file_within_the_same_limit() throws IOException {
    Capture first = capture(2_000);
    write(first, Stream.STDOUT, "first\n" + "a\n".repeat(5_000) + "end of first");
    first.finish();
    Capture second = capture(2_000, 2);
    write(second, Stream.STDOUT, "second\n" + "b\n".repeat(5_000) + "end of second\n");
    second.finish();
    assertThat(keptText())
        .startsWith("first\n")
        .contains("end of first\n--- sde-sync: attempt 2 ---\nsecond\n")
        .endsWith("end of second\n")
        .hasSizeLessThanOrEqualTo(2_000);
  }

  @Test
  void progress_and_summary_are_told_on_stdout_and_stay_in_the_output() throws IOException {
    Capture capture = capture(10_000, "hunter22");
    write(capture, Stream.STDERR, "90% complete\n");
    write(capture, Stream.STDOUT, "5% complete\n5% complete\r\n");
    write(capture, Stream.STDOUT, " 6% complete\n7% complete \n1000% complete\nx 8% complete\n");
    write(capture, Stream.STDOUT, "42% complete\n");
    write(capture, Stream.STDOUT, "sde-sync: {\"created\": 3, \"who\": \"hunter22\"}\n");
    capture.finish();
    assertThat(progress).containsExactly(5, 42);
    assertThat(capture.summary()).isEqualTo(Map.of("created", 3, "who", "***"));
    assertThat(keptText()).contains("42% complete\nsde-sync: {\"created\": 3, \"who\": \"***\"}\n");
  }

  @Test
  void a_full_disk_fails_no_write_of_the_command_and_is_told_at_the_end() throws IOException {
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isWritable(full), "no /dev/full here");
    Files.createDirectories(data.resolve("output"));
    Files.createSymbolicLink(data.resolve("output/r1.log"), full);
    Capture capture = capture(1_000);
    write(capture, Stream.STDOUT, "one\n");
    write(capture, Stream.STDOUT, "sde-sync: {\"created\": 1}\n");
    capture.finish();
    assertThat(capture.failure()).isNotNull().matches(FailureClass::noSpace);
    assertThat(capture.summary()).containsEntry("created", 1);
  }

  private Capture capture(long limit, String... secrets) throws IOException {
    return capture(limit, 1, secrets);
  }

  private Capture capture(long limit, int attempt, String... secrets) throws IOException {
    return new Capture(
        new OutputFiles(data, limit).begin("r1", attempt),
        new Masking.ForRun(
            Masker.of(List.of(secrets)), List.of(), new SecretsInUse(new OwnSecrets(List.of()))),
        new ToldLines(progress::add),
        () -> {});
  }

  private static void write(Capture capture, Stream stream, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    capture.accept(stream, bytes, bytes.length);
  }

  private byte[] kept() throws IOException {
    try (InputStream log = new OutputFiles(data, 1).open("r1").orElseThrow()) {
      return log.readAllBytes();
    }
  }

  private String keptText() throws IOException {
    return new String(kept(), UTF_8);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
