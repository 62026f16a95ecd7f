package sdesync.ops;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a native sync of an integration would do now, and why.
 *
 * @param hash of this plan, for {@code accept_plan}
 * @param guard why it would stop unless somebody allows it; null when it would go through
 * @param counts how many tasks there are of each action
 */
public record PlanView(
    long integrationId,
    String hash,
    @Nullable String guard,
    Map<String, Long> counts,
    List<Line> changes,
    List<String> warnings) {
  public PlanView {
    changes = List.copyOf(changes);
    warnings = List.copyOf(warnings);
  }

  /**
   * One thing it would do.
   *
   * @param action {@code create}, {@code link}, {@code add_tags}, {@code set_status_in_tracker},
   *     {@code set_status_in_sde}, {@code close} or {@code leave}
   * @param item the tracker's own name of the item; null while there is none
   * @param to what would be: a title, a status, tags; null where the action says it all
   */
  public record Line(
      String task, String action, @Nullable String item, @Nullable String to, String reason) {}
}
