package sdesync.worker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sdesync.ops.Health;
import sdesync.ops.HealthView;
import sdesync.ops.HealthView.Part;
import sdesync.store.PollState;
import sdesync.store.StoreFailure;

/** Live while the engine's own loops turn; ready when the store answers and a list is loaded. */
final class WorkerHealth implements Health {
  private static final String SDE = "sd_elements";
  private static final String NOTHING = "";

  private final Wiring wiring;
  private final String node;

  WorkerHealth(Wiring wiring, String node) {
    this.wiring = wiring;
    this.node = node;
  }

  @Override
  public boolean live() {
    return wiring.engine.alive();
  }

  @Override
  public boolean ready() {
    try {
      return isLoaded(wiring.polls.states());
    } catch (StoreFailure e) {
      return false;
    }
  }

  /** A list once read is good for as long as SD Elements is away. */
  private static boolean isLoaded(List<PollState> polls) {
    return polls.stream().anyMatch(poll -> poll.lastSuccess() != null);
  }

  @Override
  public HealthView look() {
    var parts = new ArrayList<Part>();
    parts.add(
        live()
            ? new Part("scheduler", "up", NOTHING, null)
            : new Part("scheduler", "down", "the scheduler stands still; restart this node", null));
    try {
      List<PollState> polls = wiring.polls.states();
      parts.add(new Part("store", "up", NOTHING, null));
      parts.add(
          isLoaded(polls)
              ? new Part("list", "up", NOTHING, null)
              : new Part("list", "down", "no list of integrations was ever read", null));
      parts.add(sdElements(polls));
    } catch (StoreFailure e) {
      String message = String.valueOf(e.getMessage());
      parts.add(new Part("store", "down", message, wiring.engine.storeDownSince()));
    }
    return HealthView.of(Version.TEXT, node, parts, List.of(SDE));
  }

  private static Part sdElements(List<PollState> polls) {
    return polls.stream()
        .filter(poll -> poll.failingSince() != null)
        .findFirst()
        .map(poll -> new Part(SDE, "down", problem(poll), poll.failingSince()))
        .orElseGet(() -> new Part(SDE, "up", NOTHING, (Instant) null));
  }

  private static String problem(PollState poll) {
    return poll.problem() == null ? NOTHING : poll.problem();
  }
}
