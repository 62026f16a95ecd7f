package sdesync.ops;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.ops.StatusView.Attention;
import sdesync.ops.StatusView.ListView;
import sdesync.ops.StatusView.SdeView;
import sdesync.store.KnownIntegration;
import sdesync.store.PollState;
import sdesync.store.RunHistory;
import sdesync.store.Tx;

/** The worker on one screen, from the store. */
final class StatusReading {
  /** More than anyone works through at once. */
  private static final int MOST = 1_000;

  private final About about;
  private final IntegrationReading integrations;
  private final NeedsHuman needsHuman;

  StatusReading(About about, Parts parts, IntegrationReading integrations) {
    this.about = about;
    this.integrations = integrations;
    this.needsHuman = new NeedsHuman(parts.commands(), integrations);
  }

  StatusView status(Tx tx, List<PollState> polls) {
    return status(tx, polls, integrations.all(tx, Selector.everything()), MOST);
  }

  /**
   * @param most integrations that are named as needing a human
   */
  StatusView status(Tx tx, List<PollState> polls, List<KnownIntegration> known, int most) {
    Instant now = about.clock().instant();
    SdeView sde = sde(polls);
    ListView list = list(polls, now);
    var attention = new ArrayList<Attention>(attention(sde, list));
    attention.addAll(needsHuman.among(tx, known, now, most));
    return new StatusView(
        about.version(), about.node(), now, sde, list, states(known, now), runs(tx), attention);
  }

  private SdeView sde(List<PollState> polls) {
    Optional<PollState> refused = failing(polls, Reason.SDE_UNAUTHORIZED);
    Optional<PollState> away = failing(polls, Reason.SDE_UNREACHABLE);
    String url = about.sde().toString();
    if (refused.isPresent()) {
      return down(url, "unauthorized", refused.get());
    }
    if (away.isPresent()) {
      return down(url, "unreachable", away.get());
    }
    if (polls.stream().allMatch(poll -> poll.lastAttempt() == null)) {
      return new SdeView(url, "unknown", null, null);
    }
    String problem =
        polls.stream().map(PollState::problem).filter(Objects::nonNull).findFirst().orElse(null);
    boolean allGood = polls.stream().allMatch(poll -> poll.goodSince() != null);
    Instant since =
        polls.stream()
            .map(PollState::goodSince)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .filter(latest -> allGood)
            .orElse(null);
    return new SdeView(url, "reachable", since, problem);
  }

  private static SdeView down(String url, String state, PollState poll) {
    return new SdeView(url, state, poll.failingSince(), poll.problem());
  }

  private static Optional<PollState> failing(List<PollState> polls, Reason reason) {
    return polls.stream().filter(poll -> poll.reason() == reason).findFirst();
  }

  private static ListView list(List<PollState> polls, Instant now) {
    boolean neverRead =
        polls.isEmpty() || polls.stream().anyMatch(poll -> poll.lastSuccess() == null);
    Instant oldest =
        neverRead
            ? null
            : polls.stream()
                .map(PollState::lastSuccess)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    boolean late = polls.stream().anyMatch(poll -> poll.isLate(now));
    return new ListView(oldest, late, polls.stream().map(poll -> PollView.of(poll, null)).toList());
  }

  private static List<Attention> attention(SdeView sde, ListView list) {
    var attention = new ArrayList<Attention>();
    String problem = sde.problem() == null ? "" : sde.problem();
    if (sde.state().equals("unauthorized")) {
      attention.add(
          new Attention(
              null,
              null,
              Reason.SDE_UNAUTHORIZED.wireName(),
              problem,
              sde.since(),
              "put a token SD Elements accepts where the configuration names it; no restart is"
                  + " needed when it comes from a file"));
    }
    if (list.late()) {
      attention.add(
          new Attention(
              null,
              null,
              "late",
              "the list of integrations is older than 24 hours. " + problem,
              list.lastSuccessAt(),
              "see why polls fail: sde-sync check"));
    }
    return attention;
  }

  private Map<String, Long> states(List<KnownIntegration> known, Instant now) {
    var counts = new LinkedHashMap<String, Long>();
    for (String state : List.of("scheduled", "manual", "paused", "unsupported", "gone")) {
      counts.put(state, 0L);
    }
    known.forEach(k -> counts.merge(integrations.state(k, now), 1L, Long::sum));
    return counts;
  }

  private static Map<String, Long> runs(Tx tx) {
    var counts = new LinkedHashMap<String, Long>();
    Map<RunState, Long> open = new RunHistory().counts(tx);
    counts.put("running", open.getOrDefault(RunState.RUNNING, 0L));
    counts.put("queued", open.getOrDefault(RunState.QUEUED, 0L));
    return counts;
  }
}
