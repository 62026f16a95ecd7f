package sdesync.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.history.OutputFacts;
import sdesync.process.LineSink;
import sdesync.redact.Masker;

/**
 * Takes what a command writes: masks it, keeps it, counts it, and hears what it tells. Every byte
 * passes the masker before anything else sees it. A full disk does not make it throw: the command
 * goes on, and the failure is told at the end.
 */
final class Capture implements LineSink {
  private final HeadAndTail file;
  private final ToldLines told;
  private final Runnable closed;
  private final List<String> flags;
  private final Pipe stdout;
  private final Pipe stderr;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private @Nullable Pipe withinLine;
  private @Nullable IOException failure;

  /**
   * @param file closed by {@link #finish}
   * @param closed called then
   */
  Capture(HeadAndTail file, Masking.ForRun masking, ToldLines told, Runnable closed) {
    this.file = file;
    this.told = told;
    this.closed = closed;
    this.flags = new ArrayList<>(masking.flags());
    this.stdout = new Pipe(masking.masker());
    this.stderr = new Pipe(masking.masker());
  }

  @Override
  public void accept(Stream stream, byte[] buffer, int length) {
    (stream == Stream.STDOUT ? stdout : stderr).take(buffer, length);
    writeKept();
  }

  /** Ends the capture; nothing may be accepted after it. */
  void finish() {
    try (file) {
      stdout.masked.close();
      stderr.masked.close();
      writeKept();
    } catch (IOException e) {
      failed(e);
    }
    closed.run();
  }

  void flag(String word) {
    flags.add(word);
  }

  /** What was captured; valid after {@link #finish}. */
  OutputFacts facts() {
    var all = new ArrayList<>(flags);
    if (file.dropped() > 0) {
      all.add("truncated");
    }
    return new OutputFacts(
        stdout.bytes + stderr.bytes, stdout.lines() + stderr.lines(), file.dropped(), all);
  }

  Map<String, Object> summary() {
    return told.summary();
  }

  /** The last line that is not blank, of stderr if there is one, for a message; may be empty. */
  String lastLine() {
    String error = stderr.last.text();
    return error.isEmpty() ? stdout.last.text() : error;
  }

  /** Why the output could not be kept; null when it was. */
  @Nullable IOException failure() {
    return failure;
  }

  /** One write for all lines of a piece: a line each would cost a system call each. */
  private void writeKept() {
    if (failure == null) {
      try {
        file.write(kept.toByteArray(), 0, kept.size());
      } catch (IOException e) {
        failed(e);
      }
    }
    kept.reset();
  }

  private void failed(IOException e) {
    failure = failure == null ? e : failure;
  }

  /** One of the two streams, with a masker of its own: a secret may be split over two writes. */
  private final class Pipe implements LineCutter.Lines {
    private final OutputStream masked;
    private final LastLine last = new LastLine();
    private long bytes;
    private long newlines;
    private boolean endsLine = true;

    private Pipe(Masker masker) {
      this.masked = masker.stream(new LineCutter(new ColouredSecrets(masker, this)));
    }

    private void take(byte[] buffer, int length) {
      bytes += length;
      for (int i = 0; i < length; i++) {
        if (buffer[i] == '\n') {
          newlines++;
        }
      }
      endsLine = length == 0 ? endsLine : buffer[length - 1] == '\n';
      try {
        masked.write(buffer, 0, length);
      } catch (IOException e) {
        // The cutter throws none; it is in the signature alone.
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void piece(byte[] piece, int offset, int length, boolean whole) {
      if (this == stdout) {
        told.piece(piece, offset, length, whole);
      }
      last.piece(piece, offset, length);
      if (withinLine != null && withinLine != this) {
        kept.write('\n');
      }
      kept.write(piece, offset, length);
      withinLine = piece[offset + length - 1] == '\n' ? null : this;
    }

    private long lines() {
      return newlines + (endsLine ? 0 : 1);
    }
  }
}
