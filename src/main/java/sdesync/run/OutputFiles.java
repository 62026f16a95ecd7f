package sdesync.run;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kept output of runs: one file each, masked, head and tail of what was written; where nodes
 * share a store, less of it there, for the others.
 */
public final class OutputFiles {
  private static final Logger LOG = LoggerFactory.getLogger(OutputFiles.class);
  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final String SUFFIX = ".log";
  private static final int PART_BYTES = 64 * 1024;

  private final Path folder;
  private final long limitBytes;
  private final OutputCopy copy;
  private final OutputCopies copies;

  /** Of a node that shares nothing. */
  public OutputFiles(Path dataDir, long limitBytes) {
    this(dataDir, limitBytes, OutputCopy.NONE);
  }

  /**
   * @param limitBytes kept per run, over all its attempts
   */
  public OutputFiles(Path dataDir, long limitBytes, OutputCopy copy) {
    this.folder = dataDir.resolve("output");
    this.limitBytes = limitBytes;
    this.copy = copy;
    this.copies = new OutputCopies(copy);
  }

  /**
   * Removes the working files a killed worker left; what it had kept by then stays. To be called
   * once, before the first run.
   */
  public void sweep() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(folder, "*{" + HeadAndTail.RING + "," + HeadAndTail.OLD + "}")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("cannot remove working files left in {}; remove *.tail and *.old there", folder, e);
    }
  }

  /** The run's file, ready for an attempt's output; an earlier attempt's stays before it. */
  HeadAndTail begin(String runId, int attempt) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path log = file(runId);
    if (attempt > 1) {
      fetchEarlier(runId, log);
    }
    long kept = Files.exists(log) ? Files.size(log) : 0;
    if (kept > limitBytes / 2) {
      HeadAndTail.shorten(log, limitBytes / 2);
      kept = Files.size(log);
    }
    var output = new HeadAndTail(log, limitBytes - kept);
    copies.begin(runId, log, kept);
    if (kept > 0) {
      String begin = endsLine(log, kept) ? "" : "\n";
      byte[] line =
          (begin + "--- sde-sync: attempt " + attempt + " ---\n").getBytes(StandardCharsets.UTF_8);
      output.write(line, 0, line.length);
    }
    return output;
  }

  /** The attempt's file is closed. */
  void end(String runId) {
    copies.end(runId);
  }

  /** Copies for other nodes what was written meanwhile; to be called now and then. */
  public void share() {
    copies.step();
  }

  /** Whether the copy has more than the file. */
  private boolean isElsewhere(String runId, Path log) {
    return copy.end(runId).filter(end -> !end.ours() || !Files.exists(log)).isPresent();
  }

  /** An earlier attempt may have been another node's. */
  private void fetchEarlier(String runId, Path log) throws IOException {
    try {
      if (isElsewhere(runId, log)) {
        fetch(runId, log);
      }
    } catch (RuntimeException e) {
      LOG.warn("run {}: the output of its earlier attempts cannot be read now", runId, e);
    }
  }

  private void fetch(String runId, Path log) throws IOException {
    try (FileChannel file = HeadAndTail.open(log, CREATE, WRITE, TRUNCATE_EXISTING)) {
      byte[] part = copy.read(runId, 0, PART_BYTES);
      while (part.length > 0) {
        HeadAndTail.writeAll(file, ByteBuffer.wrap(part));
        part = copy.read(runId, file.size(), PART_BYTES);
      }
    }
  }

  private static boolean endsLine(Path log, long size) throws IOException {
    try (FileChannel bytes = FileChannel.open(log, StandardOpenOption.READ)) {
      var last = ByteBuffer.allocate(1);
      return bytes.read(last, size - 1) == 1 && last.get(0) == '\n';
    }
  }

  /**
   * What there is of the run's output from the offset on, at most 64 KiB, cut at the end of a line
   * where it can be. Empty when nothing of the run is kept.
   */
  public Optional<OutputPart> part(String runId, long offset) {
    return part(runId, offset, PlainText::of);
  }

  /** As {@link #part}, with the sequences that set colours left in; not for a terminal. */
  public Optional<OutputPart> coloured(String runId, long offset) {
    return part(runId, offset, PlainText::coloured);
  }

  private Optional<OutputPart> part(String runId, long offset, Function<byte[], String> text) {
    Path log = file(runId);
    try {
      ByteBuffer piece =
          isElsewhere(runId, log)
              ? ByteBuffer.allocate(PART_BYTES).put(copy.read(runId, offset, PART_BYTES))
              : read(log, offset);
      byte[] bytes = Arrays.copyOf(piece.array(), wholeLines(piece));
      return Optional.of(new OutputPart(text.apply(bytes), offset + bytes.length));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the output of run " + runId, e);
    }
  }

  private static ByteBuffer read(Path log, long offset) throws IOException {
    try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
      return HeadAndTail.read(file, offset, ByteBuffer.allocate(PART_BYTES));
    }
  }

  /** The length up to the last newline, or all when there is none. */
  private static int wholeLines(ByteBuffer buffer) {
    if (buffer.hasRemaining()) {
      return buffer.position();
    }
    for (int i = buffer.position(); i > 0; i--) {
      if (buffer.get(i - 1) == '\n') {
        return i;
      }
    }
    return buffer.position();
  }

  /** The kept bytes as the command wrote them, masked; empty when nothing of the run is kept. */
  public Optional<InputStream> open(String runId) {
    try {
      return Optional.of(Files.newInputStream(file(runId)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the output of run " + runId, e);
    }
  }

  /**
   * The output kept of a run.
   *
   * @param changed when it was last written to
   */
  public record Kept(String runId, long bytes, Instant changed) {}

  /** All that is kept here, in no order. */
  public List<Kept> kept() {
    var kept = new ArrayList<Kept>();
    if (!Files.isDirectory(folder)) {
      return kept;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        kept.add(
            new Kept(
                name.substring(0, name.length() - SUFFIX.length()),
                attributes.size(),
                attributes.lastModifiedTime().toInstant()));
      }
    } catch (NoSuchFileException e) {
      LOG.debug("a run's output went away meanwhile", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the output in " + folder, e);
    }
    return kept;
  }

  /** Keeps it no longer; there may be none. */
  public void delete(String runId) {
    try {
      Files.deleteIfExists(file(runId));
    } catch (IOException e) {
      LOG.warn("cannot delete the output of run {}; remove it from {}", runId, folder, e);
    }
  }

  private Path file(String runId) {
    if (!RUN_ID.matcher(runId).matches()) {
      throw new IllegalArgumentException(CommandName.shown(runId) + " is no id of a run");
    }
    return folder.resolve(runId + SUFFIX);
  }
}
