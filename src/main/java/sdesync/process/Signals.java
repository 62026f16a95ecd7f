package sdesync.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The signals that end something, sent to whole groups, which Java cannot. */
enum Signals {
  TERM,
  KILL;

  private static final String SCRIPT = "s=$1; shift; for t; do kill -s \"$s\" -- \"$t\"; done";
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  /** To each group and each process; those that are gone do not matter. */
  void send(Collection<Long> groups, Collection<Long> pids) {
    if (groups.isEmpty() && pids.isEmpty()) {
      return;
    }
    List<String> argv = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", name()));
    groups.forEach(group -> argv.add("-" + group));
    pids.forEach(pid -> argv.add(Long.toString(pid)));
    boolean sent;
    try {
      Process kill =
          new ProcessBuilder(argv)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      sent = Waiting.on(nanos -> kill.waitFor(nanos, TimeUnit.NANOSECONDS), PATIENCE);
    } catch (IOException e) {
      sent = false;
    }
    if (!sent) {
      // No process to be had: at least those we can name get it, the leaders first.
      groups.forEach(this::sendOne);
      pids.forEach(this::sendOne);
    }
  }

  private void sendOne(long pid) {
    ProcessHandle.of(pid)
        .ifPresent(
            process -> {
              var unused = this == KILL ? process.destroyForcibly() : process.destroy();
            });
  }
}
