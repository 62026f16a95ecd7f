package sdesync.cli;

import java.util.concurrent.Callable;

/** One verb: asks, prints, and says how it ended. */
abstract class Verb implements Callable<Integer> {
  private final Session session;

  Verb(Session session) {
    this.session = session;
  }

  Session session() {
    return session;
  }

  Console console() {
    return session.console();
  }

  abstract ExitCode ends();

  @Override
  public final Integer call() {
    return ends().code();
  }
}
