package sdesync.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoders here are the JDK's and Jackson's, or the plainest possible, never the masker's own. */
class MaskerFuzzTest {
  private static final String LETTERS = "abcXYZ0189-_.~!*'()\"/\\+=&<>%$` :;,?#@[]{}|^é€😀";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<UnaryOperator<String>> WRITERS =
      List.of(
          secret -> secret,
          secret -> base64(secret, Base64.getEncoder()),
          secret -> base64(secret, Base64.getEncoder().withoutPadding()),
          secret -> base64(secret, Base64.getUrlEncoder()),
          secret -> base64(secret, Base64.getUrlEncoder().withoutPadding()),
          secret -> HexFormat.of().formatHex(secret.getBytes(UTF_8)),
          secret -> HexFormat.of().withUpperCase().formatHex(secret.getBytes(UTF_8)),
          MaskerFuzzTest::json,
          secret -> URLEncoder.encode(secret, UTF_8),
          secret -> URLEncoder.encode(secret, UTF_8).replace("+", "%20").replace("*", "%2A"),
          secret -> lowerPercent(URLEncoder.encode(secret, UTF_8)),
          MaskerFuzzTest::xml,
          secret -> secret.replace("'", "'\\''"),
          secret -> percent(secret, ""),
          secret -> percent(secret, "-_.~"),
          secret -> percent(secret, "-_.~/"),
          secret -> percent(secret, "-_.~!*'()"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void no_form_of_a_secret_leaves_however_it_is_split(long seed) throws IOException {
    hideAll(seed, 15);
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(longs = {4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  void no_form_leaves_in_many_more_tries(long seed) throws IOException {
    hideAll(seed, 100);
  }

  private static void hideAll(long seed, int rounds) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      List<String> secrets = secrets(random);
      Masker masker = Masker.of(secrets);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 30; i++) {
        text.append(noise(random)).append(written(random, secrets));
      }
      String masked = split(random, masker, text.toString().getBytes(UTF_8));
      for (String secret : secrets) {
        for (UnaryOperator<String> writer : WRITERS) {
          assertThat(masked)
              .as("secret %s, seed %d", secret, seed)
              .doesNotContain(writer.apply(secret));
        }
      }
      assertThat(masked).isEqualTo(masker.mask(text.toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void base64_of_a_text_around_a_secret_decodes_to_no_secret(long seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      String secret = secret(random);
      Masker masker = Masker.of(List.of(secret));
      String before = "x".repeat(random.nextInt(7));
      String around = before + secret + "y".repeat(random.nextInt(7));
      String masked = split(random, masker, base64(around, Base64.getEncoder()).getBytes(UTF_8));
      // What is left on each side are whole characters, with at most 4 bits of the secret.
      assertThat(masked).contains("***");
      int left = masked.indexOf("***");
      assertThat(left).isLessThanOrEqualTo((before.length() * 8 + 5) / 6);
      int right = masked.replace("=", "").length() - left - 3;
      int after = around.length() - before.length() - secret.length();
      assertThat(right).isLessThanOrEqualTo((after * 8 + 4 + 5) / 6);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void finds_are_those_of_the_plainest_search(long seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<String> secrets = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        secrets.add(letters(random, "ab", 6 + random.nextInt(5)));
      }
      String text = letters(random, "ab", random.nextInt(200));
      assertThat(split(random, Masker.of(secrets), text.getBytes(UTF_8)))
          .as("%s in %s", secrets, text)
          .isEqualTo(plainest(secrets, text));
    }
  }

  /** Marks every byte of every find; touching finds stay apart where no third one joins them. */
  private static String plainest(List<String> secrets, String text) {
    boolean[] masked = new boolean[text.length()];
    boolean[] joined = new boolean[text.length() + 1];
    for (String secret : secrets) {
      for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
        Arrays.fill(masked, at, at + secret.length(), true);
        Arrays.fill(joined, at + 1, at + secret.length(), true);
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (!masked[i]) {
        out.append(text.charAt(i));
      } else if (!joined[i]) {
        out.append("***");
      }
    }
    return out.toString();
  }

  private static List<String> secrets(Random random) {
    List<String> secrets = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    while (secrets.size() < count) {
      String secret = secret(random);
      secrets.add(secret);
      int length = secret.length();
      if (random.nextInt(4) == 0
          && length > 8
          && !Character.isSurrogate(secret.charAt(length - 2))) {
        secrets.add(secret.substring(0, length - 2)); // one inside another
        secrets.add(secret.charAt(length - 1) + letters(random, "qwe", 7)); // overlapping
      }
    }
    secrets.removeIf(
        secret ->
            secret.length() < Masker.SHORTEST
                || !secret.equals(new String(secret.getBytes(UTF_8), UTF_8)));
    return secrets;
  }

  private static String secret(Random random) {
    int[] points = LETTERS.codePoints().toArray();
    StringBuilder secret = new StringBuilder();
    int length = Masker.SHORTEST + random.nextInt(20);
    for (int i = 0; i < length; i++) {
      secret.appendCodePoint(points[random.nextInt(points.length)]);
    }
    // Blanks at an end are cut off by whoever reads it; that has a test of its own.
    return "k" + secret + "z";
  }

  private static String written(Random random, List<String> secrets) {
    String secret = secrets.isEmpty() ? "" : secrets.get(random.nextInt(secrets.size()));
    String written = WRITERS.get(random.nextInt(WRITERS.size())).apply(secret);
    return random.nextInt(4) == 0
        ? written.substring(0, random.nextInt(written.length() + 1)) // begun, and broken off
        : written;
  }

  private static String noise(Random random) {
    return letters(random, "abcXYZ0189 \n=+/%", random.nextInt(12));
  }

  private static String letters(Random random, String from, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(from.charAt(random.nextInt(from.length())));
    }
    return out.toString();
  }

  private static String split(Random random, Masker masker, byte[] text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream stream = masker.stream(out)) {
      for (int at = 0; at < text.length; ) {
        int length = Math.min(text.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 100));
        stream.write(text, at, length);
        if (random.nextInt(5) == 0) {
          stream.flush();
        }
        at += length;
      }
    }
    return out.toString(UTF_8);
  }

  private static String base64(String text, Base64.Encoder encoder) {
    return encoder.encodeToString(text.getBytes(UTF_8));
  }

  private static String json(String text) {
    try {
      String quoted = JSON.writeValueAsString(text);
      return quoted.substring(1, quoted.length() - 1);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String lowerPercent(String encoded) {
    StringBuilder out = new StringBuilder(encoded);
    for (int at = out.indexOf("%"); at >= 0; at = out.indexOf("%", at + 1)) {
      out.replace(at, at + 3, out.substring(at, at + 3).toLowerCase(Locale.ROOT));
    }
    return out.toString();
  }

  private static String percent(String text, String kept) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean keep = c < 128 && (Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0);
      out.append(keep ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return out.toString();
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }
}
