package sdesync.process;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run's processes carry in their environment, whatever group or session they move to.
 *
 * @param runId {@code -} for none
 * @param entries {@code NAME=value} as in /proc/PID/environ; empty when nothing can be found by it
 */
record Mark(String runId, List<String> entries) {
  static final String RUN_ID = "SDE_SYNC_RUN_ID";
  static final String WORKER = "SDE_SYNC_WORKER";
  private static final String NONE = "-";

  static Mark in(Map<String, String> environment) {
    String runId = environment.getOrDefault(RUN_ID, NONE);
    if (!runId.matches("[A-Za-z0-9_.-]+") || runId.equals(NONE)) {
      return new Mark(NONE, List.of());
    }
    return new Mark(
        runId,
        Stream.of(RUN_ID, WORKER)
            .filter(environment::containsKey)
            .map(name -> name + "=" + environment.get(name))
            .toList());
  }

  boolean isOn(long pid) {
    return !entries.isEmpty() && ProcessTable.carries(pid, entries);
  }
}
