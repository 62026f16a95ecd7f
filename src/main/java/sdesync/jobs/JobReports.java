package sdesync.jobs;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Integration;
import sdesync.integration.Trigger;
import sdesync.sde.JobResult;
import sdesync.sde.Jobs;
import sdesync.sde.SdeFailure;
import sdesync.store.AskedJob;
import sdesync.store.AskedJobStore;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.store.KnownIntegration;
import sdesync.store.RunHistory;
import sdesync.store.Tx;

/** Tells SD Elements how runs ended. The bean {@code reports} of the route report-result. */
public final class JobReports {
  /** Such a run is run again by another; that one's end is the one to tell. */
  private static final Set<Reason> CUT =
      EnumSet.of(Reason.SHUTDOWN, Reason.LEASE_LOST, Reason.NODE_LOST);

  private final Database database;
  private final Jobs jobs;
  private final InstantSource clock;
  private final RunHistory history = new RunHistory();
  private final IntegrationStore integrations = new IntegrationStore();
  private final AskedJobStore asked = new AskedJobStore();

  public JobReports(Database database, Jobs jobs, InstantSource clock) {
    this.database = database;
    this.jobs = jobs;
    this.clock = clock;
  }

  private record Ended(Run run, Integration integration, List<AskedJob> asked) {}

  /**
   * Tells it, if SD Elements is told such things: as the answer to whoever asked for the run there,
   * else as a job of its own.
   *
   * @throws SdeFailure when SD Elements did not take it
   */
  public void report(String runId) {
    boolean told = jobs.takesResults();
    if (!told && !jobs.takesRequests()) {
      return;
    }
    Optional<Ended> ended = database.inTransaction(tx -> ended(tx, runId));
    if (ended.isEmpty()) {
      return;
    }
    Run run = ended.get().run();
    JobResult result = result(run, ended.get().integration());
    for (AskedJob job : ended.get().asked()) {
      answer(job, result);
    }
    if (ended.get().asked().isEmpty() && run.state() != RunState.SKIPPED && told) {
      jobs.post(result);
    }
  }

  private void answer(AskedJob job, JobResult result) {
    try {
      jobs.answer(job.kind(), job.id(), result);
    } catch (SdeFailure e) {
      if (e.kind() == SdeFailure.Kind.REFUSED) {
        answered(job);
      }
      throw e;
    }
    answered(job);
  }

  private void answered(AskedJob job) {
    database.inTransaction(
        tx -> {
          asked.answered(tx, job, clock.instant());
          return job;
        });
  }

  private Optional<Ended> ended(Tx tx, String runId) {
    Run run = history.find(tx, runId).filter(one -> one.state().isFinal()).orElse(null);
    if (run == null || isCut(run)) {
      return Optional.empty();
    }
    List<String> ids = new ArrayList<>(List.of(runId));
    if (run.recovers() != null) {
      ids.add(run.recovers());
    }
    return integrations
        .find(tx, run.integrationId())
        .map(KnownIntegration::integration)
        .map(integration -> new Ended(run, integration, waiting(tx, run, ids)));
  }

  /** Whoever asked for a run that was cut asked for the one that repeats it. */
  private List<AskedJob> waiting(Tx tx, Run run, List<String> ids) {
    List<AskedJob> waiting = asked.unanswered(tx, ids);
    waiting.forEach(job -> asked.ranAs(tx, job.kind(), job.id(), run.id()));
    return waiting;
  }

  /** A second death is an end: nobody runs that one again. */
  static boolean isCut(Run run) {
    return run.state() == RunState.LOST
        || (run.state() == RunState.CANCELLED && CUT.contains(run.reason()));
  }

  private static JobResult result(Run run, Integration integration) {
    return new JobResult(
        integration.id(),
        integration.projectId(),
        integration.type(),
        run.state() == RunState.SUCCEEDED,
        message(run),
        run.trigger() != Trigger.MANUAL && run.requestedBy() == null);
  }

  /** As the history shows it, so what is secret in it is masked already. */
  private static String message(Run run) {
    var text = new StringBuilder(run.state().wireName());
    if (run.reason() != null) {
      text.append(": ").append(run.reason().wireName());
    }
    if (!run.message().isBlank()) {
      text.append(". ").append(run.message());
    }
    if (!run.summary().isEmpty()) {
      text.append(
          run.summary().entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(", ", " (", ")")));
    }
    return text.append(" [").append(run.id()).append(']').toString();
  }
}
