package sdesync.store;

import java.nio.file.Path;
import java.util.OptionalLong;

/** Another process works with the data directory. */
public final class StoreInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final long pid;

  StoreInUse(Path dir, OptionalLong pid) {
    super(
        dir
            + " is in use by "
            + (pid.isPresent() ? "process " + pid.getAsLong() : "another process")
            + "; stop it, or give this worker another data.dir");
    this.pid = pid.orElse(-1);
  }

  /** Empty when the other process left no number. */
  public OptionalLong pid() {
    return pid < 0 ? OptionalLong.empty() : OptionalLong.of(pid);
  }
}
