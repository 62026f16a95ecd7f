package sdesync.ops;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Frequency;
import sdesync.ops.Why.Cause;
import sdesync.run.Handler;
import sdesync.store.KnownIntegration;
import sdesync.store.PollState;
import sdesync.store.RunHistory;
import sdesync.store.ScheduleStore;
import sdesync.store.Tx;

/** Why an integration ran, did not run, or has not run yet: one sentence per cause. */
final class WhyReading {
  private final Parts parts;
  private final IntegrationReading integrations;
  private final RunHistory history = new RunHistory();
  private final WhyThen then;
  private final InstantSource clock;
  private final Places places;

  WhyReading(Parts parts, IntegrationReading integrations, InstantSource clock) {
    this.parts = parts;
    this.integrations = integrations;
    this.clock = clock;
    this.places = new Places(clock);
    this.then = new WhyThen(parts);
  }

  /**
   * @param at null for now
   */
  record Question(long id, @Nullable Instant at) {}

  Why why(Tx tx, Question question, List<PollState> polls) {
    long id = question.id();
    Instant at = question.at();
    KnownIntegration known = integrations.known(tx, id);
    Instant now = clock.instant();
    boolean present = at == null || !at.isBefore(now);
    Instant moment = at == null ? now : at;
    var causes = new ArrayList<Cause>();
    if (moment.isBefore(known.firstSeen())) {
      causes.add(
          new Cause(
              "unknown_then",
              "It was not known then: SD Elements listed it first at " + known.firstSeen() + ".",
              known.firstSeen()));
    } else {
      if (present) {
        causes.addAll(standing(tx, known, polls));
      } else {
        causes.addAll(then.standing(tx, known, moment));
      }
      List<Run> runs = runs(tx, id, moment);
      Map<String, Integer> waiting = places.of(tx, runs);
      runs.forEach(run -> causes.add(told(run, waiting.get(run.id()))));
    }
    if (causes.isEmpty()) {
      causes.add(
          new Cause("no_slot", "Nothing was due: it has no run and no slot until then.", null));
    }
    return new Why(id, moment, causes);
  }

  /** What holds at present. */
  private List<Cause> standing(Tx tx, KnownIntegration known, List<PollState> polls) {
    Instant now = clock.instant();
    var causes = new ArrayList<Cause>();
    if (known.isGone()) {
      causes.add(
          new Cause(
              "gone",
              "SD Elements no longer lists it; it runs again when it is back.",
              known.goneSince()));
      return causes;
    }
    IntegrationReading.pauseInForce(known, now)
        .ifPresent(
            pause ->
                causes.add(
                    new Cause(
                        "paused",
                        "It is paused"
                            + (pause.auto() ? " after too many failures" : " by " + pause.by())
                            + (pause.note() == null ? "" : " (" + pause.note() + ")")
                            + (pause.until() == null ? "" : " until " + pause.until())
                            + ".",
                        pause.since())));
    parts
        .slots()
        .problem(known.integration())
        .ifPresent(problem -> causes.add(new Cause("unsupported", problem, null)));
    if (known.integration().knownFrequency().filter(Frequency.MANUALLY::equals).isPresent()) {
      causes.add(new Cause("manual", "Its frequency is manually: it runs when asked only.", null));
    }
    if (parts.commands().handler(known.integration().command()) instanceof Handler.None none) {
      causes.add(new Cause("unknown_command", none.why(), null));
    }
    failing(polls, known).ifPresent(causes::add);
    if (causes.isEmpty()) {
      Instant next =
          new ScheduleStore(parts.database()).nextSlots(tx, List.of(known.id())).get(known.id());
      if (next != null && next.isAfter(now)) {
        causes.add(new Cause("scheduled", "Its next slot is " + next + ".", null));
      }
    }
    return causes;
  }

  private static Optional<Cause> failing(List<PollState> polls, KnownIntegration known) {
    String project = String.valueOf(known.integration().projectId());
    return polls.stream()
        .filter(poll -> poll.scope().equals("all") || poll.scope().equals(project))
        .filter(poll -> poll.failingSince() != null)
        .findFirst()
        .map(WhyReading::poll);
  }

  private static Cause poll(PollState poll) {
    return new Cause(
        poll.reason() == null ? "poll_failed" : poll.reason().wireName(),
        String.valueOf(poll.problem()),
        poll.failingSince());
  }

  /** What became of the newest slot up to that moment, and of what was asked for since. */
  private List<Run> runs(Tx tx, long id, Instant moment) {
    List<Run> ofSlot = history.ofNewestSlot(tx, id, moment);
    Instant slot = ofSlot.isEmpty() ? Instant.MIN : ofSlot.get(0).slot();
    var all = new ArrayList<Run>();
    history
        .newestAskedFor(tx, id, moment)
        .filter(run -> slot == null || run.queuedAt().isAfter(slot))
        .ifPresent(all::add);
    all.addAll(ofSlot);
    return all;
  }

  private static Cause told(Run run, @Nullable Integer place) {
    String what =
        run.slot() == null
            ? "Run " + run.id() + ", asked for by " + run.requestedBy() + ","
            : "For the slot " + run.slot() + " run " + run.id();
    String reason = run.reason() == null ? run.state().wireName() : run.reason().wireName();
    String why = run.message().isEmpty() ? "" : ": " + run.message().replaceFirst("\\.$", "");
    Instant since = run.finishedAt() != null ? run.finishedAt() : run.queuedAt();
    if (run.state() == RunState.SKIPPED) {
      String slots =
          run.slots() > 1
              ? "The "
                  + run.slots()
                  + " slots from "
                  + run.slot()
                  + " to "
                  + run.slotLast()
                  + " were"
              : "The slot " + run.slot() + " was";
      return new Cause(reason, slots + " skipped" + why + ".", since);
    }
    String state =
        switch (run.state()) {
          case QUEUED -> place == null ? " waits" : " waits as number " + place + " in the queue";
          case RUNNING -> " runs";
          default -> " ended " + run.state().wireName();
        };
    return new Cause(reason, what + state + why + ".", since);
  }
}
