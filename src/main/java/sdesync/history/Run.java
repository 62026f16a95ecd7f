package sdesync.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Trigger;

/**
 * One run with its history, field by field as contract section 5 has it. For consecutive slots
 * skipped for one reason it is one row: {@code slot}, {@code slotLast}, {@code slots}.
 *
 * @param id starts with {@code r}
 * @param requestedBy null when the schedule asked
 * @param slots how many slots the row accounts for; 0 for a manual run
 * @param attempts the attempts that ended so far
 * @param recovers the id of the cut run this one repeats
 * @param progress percent, null when the command reported none
 */
public record Run(
    String id,
    long integrationId,
    @Nullable Long projectId,
    String alias,
    String command,
    @Nullable String target,
    Trigger trigger,
    @Nullable String requestedBy,
    @Nullable Instant slot,
    @Nullable Instant slotLast,
    int slots,
    int attempt,
    List<Attempt> attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable String recovers,
    RunState state,
    @Nullable Reason reason,
    String message,
    @Nullable Integer exitCode,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String node,
    @Nullable Integer progress,
    Map<String, Object> summary,
    OutputFacts output) {}
