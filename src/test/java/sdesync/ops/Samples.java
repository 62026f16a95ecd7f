package sdesync.ops;

import java.util.List;
import java.util.Map;

/** Answers to look at. */
final class Samples {
  private Samples() {}

  static RunView run(String id, long integration, String state) {
    boolean ended = !state.equals("queued") && !state.equals("running");
    String reason = ended && !state.equals("succeeded") ? "exit_code" : null;
    return new RunView(
        id,
        integration,
        9L,
        "alias " + integration,
        "sync_rally",
        "host.example",
        "manual",
        "alice",
        null,
        null,
        0,
        1,
        List.of(),
        null,
        null,
        state,
        reason,
        reason == null ? "" : "the command ended with exit code 3",
        reason == null ? null : 3,
        FakeOperations.NOW.minusSeconds(60),
        FakeOperations.NOW.minusSeconds(50),
        ended ? FakeOperations.NOW : null,
        "node1",
        ended ? null : 40,
        Map.of("created", 2),
        new RunView.OutputView(12, 2, 0, List.of()),
        state.equals("queued") ? 3 : null);
  }

  static RunView named(RunView r, String alias) {
    return new RunView(
        r.id(),
        r.integrationId(),
        r.projectId(),
        alias,
        r.command(),
        r.target(),
        r.trigger(),
        r.requestedBy(),
        r.slot(),
        r.slotLast(),
        r.slots(),
        r.attempt(),
        r.attempts(),
        r.nextAttemptAt(),
        r.recovers(),
        r.state(),
        r.reason(),
        r.message(),
        r.exitCode(),
        r.queuedAt(),
        r.startedAt(),
        r.finishedAt(),
        r.node(),
        r.progress(),
        r.summary(),
        r.output(),
        r.place());
  }
}
