package sdesync.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What runs on this machine, as proc(5) tells it. */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");

  private ProcessTable() {}

  /**
   * One process.
   *
   * @param start clock ticks after boot; tells it from a later one with the same pid
   */
  record Entry(long pid, char state, long group, long session, long start) {
    boolean alive() {
      return state != 'Z' && state != 'X';
    }
  }

  /** All processes that are alive now; those that end meanwhile may be missing. */
  static List<Entry> living() {
    List<Entry> living = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        entry(folder).filter(Entry::alive).ifPresent(living::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new IllegalStateException("Cannot list /proc; it must be mounted", e);
    }
    return living;
  }

  static Optional<Entry> of(long pid) {
    return entry(PROC.resolve(Long.toString(pid)));
  }

  /** Whether the process was started with all of these {@code NAME=value} in its environment. */
  static boolean carries(long pid, List<String> marks) {
    try {
      Path file = PROC.resolve(Long.toString(pid)).resolve("environ");
      String environment =
          "\0" + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) + "\0";
      return marks.stream().allMatch(mark -> environment.contains("\0" + mark + "\0"));
    } catch (IOException e) {
      return false; // ended, or another user's
    }
  }

  private static Optional<Entry> entry(Path folder) {
    try {
      String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
      // The second field, the name in brackets, may itself hold blanks and brackets.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 21);
      return Optional.of(
          new Entry(
              Long.parseLong(stat.substring(0, stat.indexOf(' '))),
              fields[0].charAt(0),
              Long.parseLong(fields[2]),
              Long.parseLong(fields[3]),
              Long.parseLong(fields[19])));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
