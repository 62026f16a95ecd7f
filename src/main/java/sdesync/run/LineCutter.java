package sdesync.run;

import java.io.OutputStream;

/**
 * Cuts masked bytes into lines, a very long line into pieces, so that two streams interleave by
 * lines and memory stays bounded whatever the command writes.
 */
final class LineCutter extends OutputStream {
  static final int PIECE_BYTES = 16 * 1024;

  private final Lines lines;
  private final byte[] piece = new byte[PIECE_BYTES];
  private int length;
  private boolean within;

  LineCutter(Lines lines) {
    this.lines = lines;
  }

  /** Takes what was cut. */
  interface Lines {
    /**
     * @param length with the line's newline, if it has one
     * @param whole whether this is a line from its beginning to its newline
     */
    void piece(byte[] bytes, int offset, int length, boolean whole);
  }

  @Override
  public void write(int oneByte) {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int begin = offset;
    int end = offset + count;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        line(bytes, begin, i + 1 - begin);
        begin = i + 1;
      }
    }
    keep(bytes, begin, end - begin);
  }

  private void line(byte[] bytes, int offset, int count) {
    if (length == 0) {
      lines.piece(bytes, offset, count, !within);
    } else {
      keep(bytes, offset, count);
      lines.piece(piece, 0, length, !within);
      length = 0;
    }
    within = false;
  }

  private void keep(byte[] bytes, int offset, int count) {
    int done = 0;
    while (done < count) {
      if (length == PIECE_BYTES) {
        lines.piece(piece, 0, length, false);
        length = 0;
        within = true;
      }
      int some = Math.min(PIECE_BYTES - length, count - done);
      System.arraycopy(bytes, offset + done, piece, length, some);
      length += some;
      done += some;
    }
  }

  /** What came after the last newline; a line too, when it is short enough. */
  @Override
  public void close() {
    if (length > 0) {
      lines.piece(piece, 0, length, !within);
      length = 0;
    }
  }
}
