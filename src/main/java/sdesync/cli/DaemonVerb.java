package sdesync.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The worker itself, in the foreground. */
@Command(name = "daemon", description = "Runs the worker in the foreground until it is stopped.")
final class DaemonVerb implements Callable<Integer> {
  private final Session session;

  DaemonVerb(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.program().daemon(session.config());
  }
}
