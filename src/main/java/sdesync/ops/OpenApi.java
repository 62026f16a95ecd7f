package sdesync.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The API's own description. Written by hand, so that it says what things mean; a test holds it
 * against the server's routes and its answers.
 */
final class OpenApi {
  private static final String TEXT = read();

  private OpenApi() {}

  static String text() {
    return TEXT;
  }

  private static String read() {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
