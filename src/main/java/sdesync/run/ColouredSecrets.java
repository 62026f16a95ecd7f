package sdesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import sdesync.redact.Masker;

/**
 * Masks secrets with an escape sequence in their midst, as a program writes that colours what it
 * found. The masker of bytes does not see through them, but whoever shows the log takes them out,
 * and would put the secret together again. Such a line loses its sequences; any other stays.
 */
final class ColouredSecrets implements LineCutter.Lines {
  private static final byte ESCAPE = 0x1b;
  private static final byte BEFORE_C1 = (byte) 0xc2; // in UTF-8

  private final Masker masker;
  private final LineCutter.Lines lines;

  ColouredSecrets(Masker masker, LineCutter.Lines lines) {
    this.masker = masker;
    this.lines = lines;
  }

  @Override
  public void piece(byte[] bytes, int offset, int length, boolean whole) {
    if (mayHoldSequence(bytes, offset, length)) {
      String text = new String(bytes, offset, length, UTF_8);
      String joined = PlainText.withoutSequences(text);
      String masked = joined.equals(text) ? joined : masker.mask(joined);
      if (!masked.equals(joined)) {
        byte[] hidden = masked.getBytes(UTF_8);
        lines.piece(hidden, 0, hidden.length, whole);
        return;
      }
    }
    lines.piece(bytes, offset, length, whole);
  }

  private static boolean mayHoldSequence(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == ESCAPE || bytes[i] == BEFORE_C1) {
        return true;
      }
    }
    return false;
  }
}
