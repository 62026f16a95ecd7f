package sdesync.history;

import java.util.List;

/**
 * What was captured of a run's output.
 *
 * @param bytes written by the command on both streams
 * @param lines likewise
 * @param droppedBytes cut out between head and tail
 * @param flags words such as {@code truncated}, {@code pipe_held_open}, {@code short_secret:NAME}
 */
public record OutputFacts(long bytes, long lines, long droppedBytes, List<String> flags) {
  public static final OutputFacts NONE = new OutputFacts(0, 0, 0, List.of());

  public OutputFacts {
    flags = List.copyOf(flags);
  }
}
