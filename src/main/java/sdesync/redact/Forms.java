package sdesync.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All the ways in which programs write a secret down. */
final class Forms {
  private final Set<ByteBuffer> forms = new LinkedHashSet<>();

  private Forms() {}

  /** The forms of one secret, each at least {@link Masker#SHORTEST} bytes long. */
  static Set<ByteBuffer> of(String secret) {
    Forms forms = new Forms();
    forms.addWithLines(secret);
    return forms.forms;
  }

  private void addWithLines(String secret) {
    String trimmed = secret.strip();
    addAll(secret);
    if (!trimmed.equals(secret)) {
      addAll(trimmed); // read by a program that trims it, as most do
    }
    List<String> lines = trimmed.lines().map(String::strip).toList();
    if (lines.size() > 1) {
      lines.forEach(this::addAll);
    }
  }

  private void addAll(String secret) {
    if (secret.length() < Masker.SHORTEST) {
      return;
    }
    byte[] raw = secret.getBytes(UTF_8);
    add(raw);
    Escapes.of(secret).forEach(escaped -> add(escaped.getBytes(UTF_8)));
    add(HexFormat.of().formatHex(raw).getBytes(UTF_8));
    add(HexFormat.of().withUpperCase().formatHex(raw).getBytes(UTF_8));
    Base64Forms.of(raw).forEach(this::add);
  }

  private void add(byte[] form) {
    if (form.length >= Masker.SHORTEST) {
      forms.add(ByteBuffer.wrap(form));
    }
  }
}
