package sdesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.run.RunSettings.ParamsForm;

/**
 * Gives a process its params: on its standard input, or in a file only its user can read, in {@code
 * data.dir}/tmp and gone after the run.
 */
public final class HandOver {
  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
  private static final String CONFIG = "{config}";
  private final Path folder;

  public HandOver(Path dataDir) {
    this.folder = dataDir.resolve("tmp");
  }

  /**
   * Writes the params in the given form.
   *
   * @throws ParamsInvalid when INI cannot carry them
   * @throws IOException when the file cannot be written, a full disk among the causes
   */
  Handed give(ParamsForm form, CommandInput input) throws IOException {
    return switch (form) {
      case NONE -> new Handed("", null);
      case STDIN_JSON -> new Handed(JsonText.of(input), null);
      case STDIN_INI -> new Handed(IniText.of(input), null);
      case FILE_JSON -> new Handed("", file(input, ".json", JsonText.of(input)));
      case FILE_INI -> new Handed("", file(input, ".ini", IniText.of(input)));
    };
  }

  private Path file(CommandInput input, String suffix, String text) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path file = folder.resolve(input.runId() + "-" + input.attempt() + suffix);
    // A leftover of a killed worker may be there; the mode counts from creation on.
    Files.deleteIfExists(file);
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return file;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Removes what an earlier, killed worker left. To be called once, before the first run. */
  public void sweep() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        remove(file);
      }
    } catch (IOException e) {
      LOG.warn("cannot list {} to remove parameter files left there; remove them", folder, e);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot remove the parameter file {}; remove it by hand", file, e);
    }
  }

  /**
   * What was given; closing it removes the file.
   *
   * @param stdin empty when nothing is given there
   * @param file null when the params are not in a file
   */
  record Handed(String stdin, @Nullable Path file) implements AutoCloseable {

    /** The argv with the file's path for {@code {config}}, or as last argument without one. */
    List<String> argv(List<String> argv) {
      if (file == null) {
        return argv;
      }
      String path = file.toString();
      List<String> filled = argv.stream().map(word -> word.replace(CONFIG, path)).toList();
      return filled.equals(argv) ? Stream.concat(argv.stream(), Stream.of(path)).toList() : filled;
    }

    @Override
    public void close() {
      if (file != null) {
        remove(file);
      }
    }

    @Override
    public String toString() {
      return "Handed[" + file + "]";
    }
  }
}
