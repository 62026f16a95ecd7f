package sdesync.catalog;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import sdesync.history.Reason;
import sdesync.sde.SdeFailure;
import sdesync.sde.SdeSettings;
import sdesync.store.Database;
import sdesync.store.PollState;

/**
 * Whose turn it is to poll what, and how the polls stand. The bean {@code polls} of the poll route.
 * Every scope handed out comes back by {@link #succeeded} or {@link #failed}.
 */
@SuppressWarnings({"UnusedVariable", "DoNotCallSuggester"}) // its body lands next
public final class Polls {
  private final Database database;
  private final PollSettings settings;
  private final List<PollScope> scopes;
  private final InstantSource clock;

  public Polls(Database database, PollSettings settings, SdeSettings sde, InstantSource clock) {
    this.database = database;
    this.settings = settings;
    this.scopes = PollScope.of(sde);
    this.clock = clock;
  }

  /** What this node has to poll now; empty when it is not its turn. Never throws. */
  public List<PollScope> due() {
    throw new UnsupportedOperationException("due");
  }

  /** Every list, for a poll somebody asked for; waits for polls of this node that go on. */
  public List<PollScope> asked() {
    return scopes;
  }

  /** Remembers the poll as good and returns its report, with its duration. */
  public PollReport succeeded(PollReport report) {
    return report;
  }

  /** Remembers why the poll failed and when to try again. Never throws. */
  public PollReport failed(PollScope scope, Throwable cause) {
    throw new UnsupportedOperationException(scope.name(), cause);
  }

  /** A run got a good answer from SD Elements. */
  public void reachable() {}

  /** A run did not get its params from SD Elements. */
  public void failed(SdeFailure failure) {
    throw failure;
  }

  /** Why due slots must wait: SD Elements is known to be down or to refuse the token. Cheap. */
  public Optional<Reason> sdeProblem() {
    return Optional.empty();
  }

  /** How each list stands. */
  public List<PollState> states() {
    return List.of();
  }
}
