package sdesync.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The jobs of the simulated SD Elements: what was asked for there and how runs ended. */
public final class SandboxJobs {
  private final InstantSource clock;
  private final AtomicLong ids = new AtomicLong();
  private final NavigableMap<Long, SandboxJob> jobs = new ConcurrentSkipListMap<>();
  private final Set<Long> runItself = ConcurrentHashMap.newKeySet();

  SandboxJobs(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * One job.
   *
   * @param succeeded null as long as nobody said how it ended
   * @param user who asked for it or reported it
   */
  public record SandboxJob(
      long id,
      long connection,
      boolean ready,
      String message,
      boolean automatic,
      @Nullable Boolean succeeded,
      String user,
      Instant lastRun) {}

  /** Somebody presses the button: a job that waits for whoever runs the connection. */
  public long request(long connection, String user) {
    return add(new SandboxJob(0, connection, false, "", false, null, user, clock.instant()));
  }

  long add(SandboxJob job) {
    long id = ids.incrementAndGet();
    jobs.put(
        id,
        new SandboxJob(
            id,
            job.connection(),
            job.ready(),
            job.message(),
            job.automatic(),
            job.succeeded(),
            job.user(),
            clock.instant()));
    return id;
  }

  Optional<SandboxJob> complete(long id, boolean succeeded, String message) {
    return Optional.ofNullable(
        jobs.computeIfPresent(
            id,
            (key, job) ->
                new SandboxJob(
                    id,
                    job.connection(),
                    true,
                    message,
                    job.automatic(),
                    succeeded,
                    job.user(),
                    clock.instant())));
  }

  /** By id. */
  public List<SandboxJob> all() {
    return new ArrayList<>(jobs.values());
  }

  Collection<SandboxJob> known() {
    return jobs.values();
  }

  Optional<SandboxJob> find(long id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** The newest that came to an end. */
  Optional<SandboxJob> last(long connection) {
    return jobs.values().stream()
        .filter(job -> job.connection() == connection && job.ready())
        .max(Comparator.comparingLong(SandboxJob::id));
  }

  boolean inProgress(long connection) {
    return jobs.values().stream().anyMatch(job -> job.connection() == connection && !job.ready());
  }

  /** From here on the server itself runs that connection. */
  public void runItself(long connection) {
    runItself.add(connection);
  }

  boolean runsItself(long connection) {
    return runItself.contains(connection);
  }
}
