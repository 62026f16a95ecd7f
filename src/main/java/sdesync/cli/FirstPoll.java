package sdesync.cli;

import java.util.List;
import sdesync.ops.Operations;
import sdesync.ops.PollChanges;

/** The poll that {@code run} and {@code list} begin with when there is no daemon that polls. */
final class FirstPoll {
  private FirstPoll() {}

  /**
   * {@code UNREACHABLE} when no list could be read, {@code SOME_FAILED} when only some could. Says
   * why.
   */
  static ExitCode of(Session session, Operations operations) {
    return told(session, new Polling(session.console(), operations).now().results());
  }

  /** Tells of the polls that failed. */
  static ExitCode told(Session session, List<PollChanges> polls) {
    List<PollChanges> failed = polls.stream().filter(poll -> !poll.ok()).toList();
    failed.forEach(
        poll ->
            session.tell(
                "The poll of "
                    + list(poll)
                    + " failed: "
                    + Printable.inLine(poll.problem() == null ? "?" : poll.problem())
                    + " The list as last read stays in force."));
    if (failed.isEmpty()) {
      return ExitCode.OK;
    }
    return failed.size() == polls.size() ? ExitCode.UNREACHABLE : ExitCode.SOME_FAILED;
  }

  static String list(PollChanges poll) {
    return poll.scope().equals("all")
        ? "all integrations"
        : "project " + Printable.inLine(poll.scope());
  }
}
