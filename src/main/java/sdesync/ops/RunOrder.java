package sdesync.ops;

import org.jspecify.annotations.Nullable;

/**
 * An order to run integrations now.
 *
 * @param dryRun only says what would run, and of every other known integration why not
 * @param acceptPlan the hash of the plan that may go through although it would be stopped; null for
 *     none. It is one integration's plan, so exactly one id has to be selected
 */
public record RunOrder(Selector selector, boolean dryRun, @Nullable String acceptPlan) {
  public RunOrder {
    if (acceptPlan != null) {
      if (!acceptPlan.matches("[0-9a-f]{16}")) {
        throw OpsFailure.invalid(
            "the plan to accept is named by the 16 digits and letters that `sde-sync plan ID`"
                + " prints");
      }
      if (selector.ids().size() != 1 || dryRun) {
        throw OpsFailure.invalid(
            "a plan is accepted for one integration, named by its id, and not in a dry run");
      }
    }
  }

  public RunOrder(Selector selector, boolean dryRun) {
    this(selector, dryRun, null);
  }
}
