package sdesync.ops;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.history.Attempt;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Integration;

/**
 * A run as contract section 5 shows it. States and reasons are words, so that a client shows those
 * of a newer daemon too.
 *
 * @param id null only in the answer to a dry run, for a run that would be
 * @param place in the queue, 1 for the next; null unless it waits for nothing but room
 */
public record RunView(
    @Nullable String id,
    long integrationId,
    @Nullable Long projectId,
    String alias,
    String command,
    @Nullable String target,
    String trigger,
    @Nullable String requestedBy,
    @Nullable Instant slot,
    @Nullable Instant slotLast,
    int slots,
    int attempt,
    List<AttemptView> attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable String recovers,
    String state,
    @Nullable String reason,
    String message,
    @Nullable Integer exitCode,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String node,
    @Nullable Integer progress,
    Map<String, Object> summary,
    OutputView output,
    @Nullable Integer place) {

  public RunView {
    attempts = List.copyOf(attempts);
    summary = Collections.unmodifiableMap(new LinkedHashMap<>(summary));
  }

  /** What was captured of its output. */
  public record OutputView(long bytes, long lines, long droppedBytes, List<String> flags) {}

  /** One attempt that ended. */
  public record AttemptView(
      int attempt,
      Instant startedAt,
      Instant finishedAt,
      String state,
      @Nullable String reason,
      String message,
      @Nullable Integer exitCode,
      @Nullable String node) {
    private static AttemptView of(Attempt attempt) {
      return new AttemptView(
          attempt.attempt(),
          attempt.startedAt(),
          attempt.finishedAt(),
          attempt.state().wireName(),
          word(attempt.reason()),
          attempt.message(),
          attempt.exitCode(),
          attempt.node());
    }
  }

  public static RunView of(Run run) {
    return of(run, null);
  }

  static RunView of(Run run, @Nullable Integer place) {
    return new RunView(
        run.id(),
        run.integrationId(),
        run.projectId(),
        run.alias(),
        run.command(),
        run.target(),
        run.trigger().wireName(),
        run.requestedBy(),
        run.slot(),
        run.slotLast(),
        run.slots(),
        run.attempt(),
        run.attempts().stream().map(AttemptView::of).toList(),
        run.nextAttemptAt(),
        run.recovers(),
        run.state().wireName(),
        word(run.reason()),
        run.message(),
        run.exitCode(),
        run.queuedAt(),
        run.startedAt(),
        run.finishedAt(),
        run.node(),
        run.progress(),
        run.summary(),
        new OutputView(
            run.output().bytes(),
            run.output().lines(),
            run.output().droppedBytes(),
            run.output().flags()),
        place);
  }

  /** A run that would be: what a dry run shows. */
  static RunView would(Integration integration, String trigger, String state, Instant now) {
    return new RunView(
        null,
        integration.id(),
        integration.projectId(),
        integration.alias(),
        integration.command(),
        integration.target(),
        trigger,
        null,
        null,
        null,
        0,
        0,
        List.of(),
        null,
        null,
        state,
        null,
        "",
        null,
        now,
        null,
        null,
        null,
        null,
        Map.of(),
        new OutputView(0, 0, 0, List.of()),
        null);
  }

  private static @Nullable String word(@Nullable Reason reason) {
    return reason == null ? null : reason.wireName();
  }

  /** Whether it came to its end; a state this program does not know counts as an end. */
  public boolean ended() {
    return !state.equals(RunState.QUEUED.wireName()) && !state.equals(RunState.RUNNING.wireName());
  }

  public boolean succeeded() {
    return state.equals(RunState.SUCCEEDED.wireName());
  }
}
