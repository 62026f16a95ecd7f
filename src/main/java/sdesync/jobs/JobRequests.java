package sdesync.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Run;
import sdesync.sde.Job;
import sdesync.sde.Jobs;
import sdesync.sde.SdeFailure;
import sdesync.store.AskedJob;
import sdesync.store.AskedJobStore;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.store.RunHistory;
import sdesync.store.StoreFailure;
import sdesync.store.Tx;

/**
 * Runs what somebody asked for in SD Elements, once. The bean {@code requests} of the route
 * poll-requests; every node may look, the table decides who takes a job.
 */
public final class JobRequests {
  private static final Logger LOG = LoggerFactory.getLogger(JobRequests.class);

  /** After that a job that was taken and led to no run belongs to a node that died. */
  private static final Duration TAKEN = Duration.ofMinutes(5);

  private final Database database;
  private final Jobs jobs;
  private final JobReports reports;
  private final Asker asker;
  private final InstantSource clock;
  private final AskedJobStore store = new AskedJobStore();
  private final IntegrationStore integrations = new IntegrationStore();
  private final RunHistory history = new RunHistory();
  private @Nullable String told;

  /** Asks for a run of an integration in somebody's name. */
  public interface Asker {
    /** Returns the id of the run that stands for it, be it new, waiting or refused. */
    String ask(long integration, String by);
  }

  public JobRequests(
      Database database, Jobs jobs, JobReports reports, Asker asker, InstantSource clock) {
    this.database = database;
    this.jobs = jobs;
    this.reports = reports;
    this.asker = asker;
    this.clock = clock;
  }

  /** Looks once. Never throws; one line in the log when it begins to fail, one when it is over. */
  public synchronized void look() {
    try {
      takeEach(jobs.asked());
      if (told != null) {
        LOG.info("what is asked for in SD Elements can be read again");
        told = null;
      }
    } catch (SdeFailure | StoreFailure e) {
      if (told == null) {
        LOG.warn("what is asked for in SD Elements cannot be read or taken: {}", e.getMessage());
      }
      told = e.getMessage();
    }
  }

  /** Each, whatever SD Elements says to another; then throws the first of what it said. */
  private void takeEach(List<Job> asked) {
    SdeFailure first = null;
    for (Job job : asked) {
      try {
        take(job);
      } catch (SdeFailure e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private void take(Job job) {
    Instant now = clock.instant();
    if (isTaken(job, now)) {
      String runId = asker.ask(job.connection(), requester(job));
      database.inTransaction(
          tx -> {
            store.ranAs(tx, job.kind(), job.id(), runId);
            return runId;
          });
      LOG.info(
          "integration={} run={} asked for in SD Elements, job {} {} by {}",
          job.connection(),
          runId,
          job.kind(),
          job.id(),
          requester(job));
    }
    ended(job).ifPresent(run -> reports.report(run.id()));
  }

  /** Who is shown as {@code requested_by}. */
  private static String requester(Job job) {
    return job.user().isEmpty() ? "SD Elements" : job.user();
  }

  private boolean isTaken(Job job, Instant now) {
    try {
      return database.inTransaction(tx -> isTaken(tx, job, now));
    } catch (StoreFailure e) {
      if (e.kind() == StoreFailure.Kind.DUPLICATE) {
        return false; // another node was faster
      }
      throw e;
    }
  }

  private boolean isTaken(Tx tx, Job job, Instant now) {
    Optional<AskedJob> known = store.find(tx, job.kind(), job.id());
    if (known.isPresent()) {
      return known.get().runId() == null
          && known.get().takenAt().plus(TAKEN).isBefore(now)
          && store.takeAgain(tx, known.get(), now);
    }
    boolean ours =
        integrations
            .find(tx, job.connection())
            .filter(one -> !one.isGone() && one.integration().type().equals(job.type()))
            .isPresent();
    if (ours) {
      store.add(tx, new AskedJob(job.kind(), job.id(), job.connection(), now, null, null));
    }
    return ours;
  }

  /** The run of a job that still waits though it came to its end: refused, or not told yet. */
  private Optional<Run> ended(Job job) {
    return database.inTransaction(
        tx ->
            store
                .find(tx, job.kind(), job.id())
                .filter(one -> one.answeredAt() == null)
                .map(AskedJob::runId)
                .flatMap(runId -> history.find(tx, runId))
                .filter(run -> run.state().isFinal() && !JobReports.isCut(run)));
  }
}
