package sdesync.run;

import java.util.Map;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.integration.StopCause;

/** The outcome of a run that was told to stop. */
final class Stopped {
  private Stopped() {}

  static Outcome outcome(StopCause cause, OutputFacts output) {
    Reason reason =
        switch (cause) {
          case CANCELLED -> Reason.CANCELLED;
          case SHUTDOWN -> Reason.SHUTDOWN;
          case LEASE_LOST -> Reason.LEASE_LOST;
        };
    String message =
        switch (cause) {
          case CANCELLED -> "It was cancelled while it ran.";
          case SHUTDOWN -> "The worker stopped while it ran; its work is run again as a recovery.";
          case LEASE_LOST ->
              "Its node was cut off from the store, or stood still, for longer than run.lease;"
                  + " its work is run again as a recovery.";
        };
    return new Outcome(RunState.CANCELLED, reason, message, false, null, Map.of(), output);
  }
}
