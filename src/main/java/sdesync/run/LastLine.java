package sdesync.run;

import java.util.Arrays;

/** Remembers the last line that is not blank, in the form a run's message can quote. */
final class LastLine {
  private static final int LONGEST = 300;

  // Four bytes a character, and room for escape sequences.
  private final byte[] line = new byte[8 * LONGEST];
  private int length;

  /** One piece of output, as {@link LineCutter.Lines} has it. */
  void piece(byte[] bytes, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      if (bytes[i] < 0 || bytes[i] > ' ') {
        length = Math.min(count, line.length);
        System.arraycopy(bytes, offset, line, 0, length);
        return;
      }
    }
  }

  /** Without escape sequences and surrounding space, cut when long; empty when there was none. */
  String text() {
    String text = PlainText.of(Arrays.copyOf(line, length)).strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
