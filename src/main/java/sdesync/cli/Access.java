package sdesync.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sdesync.ops.DaemonMark;
import sdesync.ops.Operations;
import sdesync.ops.OpsFailure;
import sdesync.ops.OpsSettings;
import sdesync.ops.RemoteOperations;

/**
 * Decides where the worker is. With {@code ops.url}: there, and never in this process. Else, when a
 * daemon of the same {@code data.dir} lives (it holds {@link DaemonMark}, which the kernel takes
 * back when it dies): where that daemon says it answers, and when it does not within 2 s, nowhere,
 * for a second writer must not be. Else in this process.
 */
final class Access {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
  private static final int TRIES = 20;

  private final Program program;
  private final Consumer<Duration> pause;

  Access(Program program, Consumer<Duration> pause) {
    this.program = program;
    this.pause = pause;
  }

  /**
   * Where it is.
   *
   * @param remote null for in this process
   */
  record Decision(Program program, @Nullable Path config, @Nullable RemoteOperations remote) {
    boolean isRemote() {
      return remote != null;
    }

    /** Opens it; throws what {@link Program#open} throws. */
    Reached open(Program.Part part) {
      return remote != null
          ? new Reached(remote, true)
          : new Reached(program.open(config, part), false);
    }
  }

  /** The worker, to be closed when the verb is done. */
  record Reached(Operations operations, boolean remote) implements AutoCloseable {
    @Override
    public void close() {
      operations.close();
    }
  }

  /** Throws {@code UNREACHABLE} for a daemon that does not answer. */
  Decision decide(@Nullable Path config) {
    OpsSettings settings = program.access(config);
    URI url = settings.client().url();
    if (url != null) {
      var remote = RemoteOperations.at(url, settings);
      if (!remote.answers()) {
        throw new OpsFailure(
            OpsFailure.Kind.UNREACHABLE,
            "no daemon answers at ops.url="
                + url
                + " within 2 s; see whether it runs, or take ops.url out to work without one");
      }
      return new Decision(program, config, remote);
    }
    return DaemonMark.live(settings.dataDir())
        .map(live -> daemon(settings, live, config))
        .orElseGet(() -> new Decision(program, config, null));
  }

  private Decision daemon(OpsSettings settings, DaemonMark.Live first, @Nullable Path config) {
    DaemonMark.Live live = first;
    for (int i = 0; i < TRIES; i++) {
      URI url = live.url();
      if (url != null) {
        var remote = RemoteOperations.at(url, settings);
        if (remote.answers()) {
          return new Decision(program, config, remote);
        }
        break;
      }
      // It has only just started and does not listen yet.
      pause.accept(BETWEEN_TRIES);
      var again = DaemonMark.live(settings.dataDir());
      if (again.isEmpty()) {
        return new Decision(program, config, null);
      }
      live = again.get();
    }
    throw new OpsFailure(
        OpsFailure.Kind.UNREACHABLE,
        "the daemon with pid "
            + live.pid()
            + " works in data.dir "
            + settings.dataDir()
            + " but does not answer"
            + (live.url() == null ? "" : " at " + live.url())
            + " within 2 s; see its log, or stop it to work without it");
  }
}
