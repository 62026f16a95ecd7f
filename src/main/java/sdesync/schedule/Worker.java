package sdesync.schedule;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.StopCause;
import sdesync.store.StoreFailure;

/** Takes one claimed run through the door, to the end of its attempt and into the ledger. */
final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final int FAULTS_BEFORE_PLAIN = 3;
  private static final int FAULTS_BEFORE_GIVING_UP = 6;

  private final Doors doors;
  private final FinishTogether finish;
  private final StoreHealth health;
  private final Signal abandoned = new Signal();
  private volatile boolean abandon;

  Worker(Doors doors, FinishTogether finish, StoreHealth health) {
    this.doors = doors;
    this.finish = finish;
    this.health = health;
  }

  /**
   * Never throws. Returns the run as it stands after this attempt; empty when it was taken over.
   */
  Optional<Run> work(Claimed claimed) {
    Outcome outcome = honest(claimed, attempt(claimed));
    return finish(claimed, outcome);
  }

  private Outcome attempt(Claimed claimed) {
    try {
      return doors.run().apply(claimed.request());
    } catch (RuntimeException | Error e) {
      LOG.error(
          "integration={} run={} failed inside the worker",
          claimed.integration().id(),
          claimed.run().id(),
          e);
      return Outcome.of(
          RunState.FAILED,
          Reason.INTERNAL_ERROR,
          "The worker itself failed ("
              + e.getClass().getSimpleName()
              + "); its log has the cause.");
    }
  }

  /** What was told to stop and then failed, failed for that. */
  private static Outcome honest(Claimed claimed, Outcome outcome) {
    boolean failed = outcome.state() == RunState.FAILED || outcome.state() == RunState.TIMED_OUT;
    Optional<StopCause> cause = claimed.cancellation().cause();
    if (!failed || cause.isEmpty()) {
      return outcome;
    }
    return new Outcome(
        RunState.CANCELLED,
        switch (cause.get()) {
          case CANCELLED -> Reason.CANCELLED;
          case SHUTDOWN -> Reason.SHUTDOWN;
          case LEASE_LOST -> Reason.LEASE_LOST;
        },
        outcome.message(),
        false,
        outcome.exitCode(),
        outcome.summary(),
        outcome.output());
  }

  /** Tries until the ledger has it or is no longer ours to write: a lost end would run it again. */
  private Optional<Run> finish(Claimed claimed, Outcome outcome) {
    Outcome toWrite = outcome;
    Duration wait = FIRST_WAIT;
    int faults = 0;
    while (!abandon) {
      try {
        Optional<Run> after = finish.finish(new Finish.Ending(claimed, toWrite));
        if (after.isEmpty()) {
          LOG.warn(
              "integration={} run={} was taken over while this node was silent; its end, {}, is"
                  + " not recorded",
              claimed.integration().id(),
              claimed.run().id(),
              outcome.state().wireName());
        }
        return after;
      } catch (StoreFailure e) {
        if (e.kind() == StoreFailure.Kind.UNAVAILABLE) {
          health.down(e);
        } else if (e.kind() != StoreFailure.Kind.DISK_FULL && ++faults >= FAULTS_BEFORE_PLAIN) {
          toWrite = unwritable(e);
        }
        faults = log(claimed, e, faults);
      } catch (RuntimeException e) {
        faults = log(claimed, e, faults + 1);
        toWrite = faults >= FAULTS_BEFORE_PLAIN ? unwritable(e) : toWrite;
      }
      if (faults >= FAULTS_BEFORE_GIVING_UP) {
        return Optional.empty();
      }
      abandoned.await(wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
    return Optional.empty();
  }

  private static int log(Claimed claimed, RuntimeException e, int faults) {
    if (faults == 1) {
      LOG.error(
          "integration={} run={}: its end could not be recorded, trying again",
          claimed.integration().id(),
          claimed.run().id(),
          e);
    }
    return faults;
  }

  private static Outcome unwritable(RuntimeException e) {
    return Outcome.of(
        RunState.FAILED,
        Reason.INTERNAL_ERROR,
        "How it ended could not be recorded ("
            + e.getClass().getSimpleName()
            + "); the worker's log has the cause.");
  }

  /** Gives up recording ends: the process is about to end, the next one finds them lost. */
  void abandon() {
    abandon = true;
    abandoned.give();
  }

  /** Tells the rest of the worker; what that throws changes nothing. */
  static void tell(Consumer<Run> listener, Run run) {
    try {
      listener.accept(run);
    } catch (RuntimeException e) {
      LOG.warn(
          "integration={} run={}: what follows a run failed; the run itself stands as {}",
          run.integrationId(),
          run.id(),
          run.state().wireName(),
          e);
    }
  }
}
