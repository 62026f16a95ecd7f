package sdesync.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import sdesync.ops.DaemonMark;
import sdesync.ops.Served;
import sdesync.redact.Secret;

/** A worker in this process, or the same behind a real daemon's API. */
class BothPlaces {
  @TempDir Path dataDir;
  private @Nullable Served served;
  private @Nullable DaemonMark mark;

  /** Where the worker is. */
  enum Where {
    IN_PROCESS,
    DAEMON
  }

  Terminal at(Where where) throws Exception {
    var terminal = new Terminal(Served.settings(0, dataDir, null, Secret.of("admin-token")));
    terminal
        .worker
        .with(1, "Alpha", "rally", "scheduled")
        .with(2, "Beta", "jira", "paused")
        .with(3, "Old", "jira", "gone");
    if (where == Where.DAEMON) {
      served = new Served(dataDir, terminal.worker);
      mark = DaemonMark.hold(dataDir);
      mark.serves(served.url());
    }
    return terminal;
  }

  @AfterEach
  void stop() {
    if (served != null && mark != null) {
      served.close();
      mark.close();
    }
  }
}
