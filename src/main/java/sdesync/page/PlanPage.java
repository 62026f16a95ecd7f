package sdesync.page;

import java.util.List;
import sdesync.ops.IntegrationView;
import sdesync.ops.Operations;
import sdesync.ops.PlanView;

/** What a native sync of an integration would do now. It asks the tracker, so it takes a while. */
public record PlanPage(IntegrationView integration, PlanView plan) {
  private static final String LEAVE = "leave";
  private static final int SHOWN = 500;

  static PlanPage of(Operations operations, long id) {
    return new PlanPage(operations.integration(id), operations.plan(id));
  }

  /** What it would change. */
  public List<PlanView.Line> work() {
    return plan.changes().stream().filter(line -> !line.action().equals(LEAVE)).toList();
  }

  /** The first of them. */
  public List<PlanView.Line> shown() {
    return work().stream().limit(SHOWN).toList();
  }

  /** How many tasks it would leave as they are. */
  public long left() {
    return plan.changes().stream().filter(line -> line.action().equals(LEAVE)).count();
  }
}
