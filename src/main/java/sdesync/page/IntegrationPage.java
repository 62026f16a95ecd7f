package sdesync.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sdesync.ops.Board;
import sdesync.ops.Board.Row;
import sdesync.ops.IntegrationView;
import sdesync.ops.Operations;
import sdesync.ops.RunQuery;
import sdesync.ops.RunView;
import sdesync.ops.Why;
import sdesync.store.AuditEntry;

/**
 * One integration.
 *
 * @param row null when it came after the board was last made
 * @param params names only; null when they were never read
 * @param slots the next ones
 * @param runs newest first
 */
public record IntegrationPage(
    IntegrationView integration,
    @Nullable Row row,
    @Nullable List<String> params,
    Instant firstSeen,
    List<Instant> slots,
    Why why,
    List<RunView> runs,
    List<AuditEntry> changes) {
  private static final int RUNS = 50;

  static IntegrationPage of(Board board, Operations operations, long id) {
    IntegrationView integration = operations.integration(id);
    Board.Detail detail = board.detail(id);
    var outline = detail.known().integration().params();
    return new IntegrationPage(
        integration,
        board.snapshot().rows().stream().filter(row -> row.id() == id).findFirst().orElse(null),
        outline == null ? null : outline.names(),
        detail.known().firstSeen(),
        detail.slots(),
        operations.why(id, null),
        operations.runs(new RunQuery(List.of(), id, null, null, RUNS, null)).results(),
        detail.changes());
  }

  /** Those that ran and ended, oldest first. */
  public List<RunView> lasted() {
    var lasted =
        new ArrayList<>(
            runs.stream()
                .filter(run -> run.startedAt() != null && run.finishedAt() != null)
                .toList());
    Collections.reverse(lasted);
    return lasted;
  }

  /** The longest of them; null when none ran. */
  public @Nullable RunView longest() {
    return lasted().stream().max(Comparator.comparing(IntegrationPage::lasted)).orElse(null);
  }

  public static Duration lasted(RunView run) {
    return Duration.between(
        Objects.requireNonNull(run.startedAt()), Objects.requireNonNull(run.finishedAt()));
  }
}
