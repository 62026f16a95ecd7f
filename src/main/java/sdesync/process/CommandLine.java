package sdesync.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A command to start.
 *
 * @param argv the program and its arguments, given to no shell; a program without a slash is looked
 *     for in {@code environment}'s {@code PATH}
 * @param environment all of the command's environment; {@code SDE_SYNC_RUN_ID} and {@code
 *     SDE_SYNC_WORKER} in it are the mark by which what leaves the group is found
 * @param directory its working directory
 * @param stdin what it may read; its stdin ends after that
 * @param lease how long the worker may stand still before its guard ends the command, at least 1 s
 * @param grace between TERM and KILL
 */
@SuppressWarnings(
    "ArrayRecordComponent") // compared by nobody; a copy of a secret more would be worse
public record CommandLine(
    List<String> argv,
    Map<String, String> environment,
    Path directory,
    byte[] stdin,
    Duration lease,
    Duration grace) {
  public CommandLine {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("argv is empty; it needs at least the program");
    }
  }

  /** The program and nothing that could be secret. */
  @Override
  public String toString() {
    return "CommandLine[" + argv.get(0) + "]";
  }
}
