package sdesync.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.history.Attempt;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Integration;
import sdesync.integration.Trigger;

/** A run on its way from one state to the next. */
final class Draft {
  private final String id;
  private Integration integration;
  private final Instant queuedAt;
  private @Nullable String target;
  private Trigger trigger = Trigger.SCHEDULE;
  private @Nullable String requestedBy;
  private @Nullable Instant slot;
  private @Nullable Instant slotLast;
  private int slots;
  private int attempt;
  private List<Attempt> attempts = List.of();
  private @Nullable Instant nextAttemptAt;
  private @Nullable String recovers;
  private RunState state = RunState.QUEUED;
  private @Nullable Reason reason;
  private String message = "";
  private @Nullable Integer exitCode;
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;
  private @Nullable String node;
  private Map<String, Object> summary = Map.of();
  private OutputFacts output = OutputFacts.NONE;

  /** A new run that waits. */
  Draft(String id, Integration integration, Instant queuedAt) {
    this.id = id;
    this.integration = integration;
    this.target = integration.target();
    this.queuedAt = queuedAt;
  }

  /** That run, to be moved on; the integration's fields are those it was queued with. */
  static Draft of(Run run) {
    var integration =
        new Integration(
            run.integrationId(), run.projectId(), "", run.alias(), "", run.command(), "", null);
    var draft = new Draft(run.id(), integration, run.queuedAt());
    draft.target = run.target();
    draft.trigger = run.trigger();
    draft.requestedBy = run.requestedBy();
    draft.slot = run.slot();
    draft.slotLast = run.slotLast();
    draft.slots = run.slots();
    draft.attempt = run.attempt();
    draft.attempts = run.attempts();
    draft.nextAttemptAt = run.nextAttemptAt();
    draft.recovers = run.recovers();
    draft.state = run.state();
    draft.reason = run.reason();
    draft.message = run.message();
    draft.exitCode = run.exitCode();
    draft.startedAt = run.startedAt();
    draft.finishedAt = run.finishedAt();
    draft.node = run.node();
    draft.summary = run.summary();
    draft.output = run.output();
    return draft;
  }

  /** What runs is the integration as it is now, whatever it was when it was queued. */
  Draft as(Integration now) {
    integration = now;
    target = now.target();
    return this;
  }

  Draft trigger(Trigger why) {
    trigger = why;
    return this;
  }

  Draft requestedBy(@Nullable String who) {
    requestedBy = who;
    return this;
  }

  /** Stands for that one slot. */
  Draft slot(Instant only) {
    slot = only;
    slotLast = only;
    slots = 1;
    return this;
  }

  Draft slots(@Nullable Instant first, @Nullable Instant last, int count) {
    slot = first;
    slotLast = last;
    slots = count;
    return this;
  }

  Draft recovers(String cutRun) {
    recovers = cutRun;
    trigger = Trigger.RECOVERY;
    return this;
  }

  Draft because(@Nullable Reason why, String sentence) {
    reason = why;
    message = sentence;
    return this;
  }

  /** Free to go now. */
  Draft atOnce() {
    nextAttemptAt = null;
    return this;
  }

  /** Begins its next attempt. */
  Run started(Instant at, String onNode) {
    state = RunState.RUNNING;
    attempt++;
    nextAttemptAt = null;
    reason = null;
    message = "";
    exitCode = null;
    startedAt = at;
    node = onNode;
    return build();
  }

  /** Waits for another attempt after the one that ended so. */
  Run waiting(Outcome ended, Instant at, Instant next, String sentence) {
    remember(ended, at);
    state = RunState.QUEUED;
    nextAttemptAt = next;
    return because(ended.reason(), sentence).build();
  }

  /** Ends as its last attempt did. */
  Run ended(Outcome ended, Instant at) {
    if (!attempts.isEmpty()) {
      remember(ended, at);
    }
    exitCode = ended.exitCode();
    summary = ended.summary();
    output = ended.output();
    because(ended.reason(), ended.message());
    return ended(ended.state(), at);
  }

  /** Ends without an attempt having ended. */
  Run ended(RunState end, Instant at) {
    state = end;
    nextAttemptAt = null;
    finishedAt = at;
    return build();
  }

  private void remember(Outcome ended, Instant at) {
    var all = new ArrayList<>(attempts);
    all.add(
        new Attempt(
            attempt,
            startedAt == null ? queuedAt : startedAt,
            at,
            ended.state(),
            ended.reason(),
            ended.message(),
            ended.exitCode(),
            node));
    attempts = List.copyOf(all);
  }

  Run build() {
    return new Run(
        id,
        integration.id(),
        integration.projectId(),
        integration.alias(),
        integration.command(),
        target,
        trigger,
        requestedBy,
        slot,
        slotLast,
        slots,
        attempt,
        attempts,
        nextAttemptAt,
        recovers,
        state,
        reason,
        message,
        exitCode,
        queuedAt,
        startedAt,
        finishedAt,
        node,
        null,
        summary,
        output);
  }
}
