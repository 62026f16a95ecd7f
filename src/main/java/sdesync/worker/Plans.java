package sdesync.worker;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.history.Outcome;
import sdesync.history.RunState;
import sdesync.ops.OpsFailure;
import sdesync.ops.PlanView;
import sdesync.run.Commands;
import sdesync.run.FreshIntegrations;
import sdesync.run.Handler;
import sdesync.sde.Fetched;
import sdesync.sde.SdeFailure;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.sync.Action;
import sdesync.sync.CannotPlan;
import sdesync.sync.Change;
import sdesync.sync.Plan;

/** The plans of native syncs, made when somebody asks. */
final class Plans {
  private final Database database;
  private final Commands commands;
  private final FreshIntegrations fresh;
  private final Map<String, NativeSync> natives;

  /**
   * @param natives by the name of their command
   */
  Plans(
      Database database,
      Commands commands,
      FreshIntegrations fresh,
      Map<String, NativeSync> natives) {
    this.database = database;
    this.commands = commands;
    this.fresh = fresh;
    this.natives = Map.copyOf(natives);
  }

  /**
   * @throws OpsFailure when there is no such integration, when it is no native sync, or when its
   *     run would end before it had a plan
   */
  PlanView of(long id) {
    var known =
        database
            .inTransaction(tx -> new IntegrationStore().find(tx, id))
            .orElseThrow(() -> OpsFailure.noSuchIntegration(id));
    if (!fresh.withParams()) {
      throw new OpsFailure(
          OpsFailure.Kind.CONFLICT,
          "a plan needs the integration's params, and there is no sde.admin-token");
    }
    Fetched now;
    try {
      now =
          fresh
              .fetch(known.integration())
              .orElseThrow(
                  () ->
                      new OpsFailure(
                          OpsFailure.Kind.CONFLICT,
                          "SD Elements no longer lists integration " + id));
    } catch (SdeFailure e) {
      throw new OpsFailure(OpsFailure.Kind.UNREACHABLE, String.valueOf(e.getMessage()), e);
    }
    NativeSync sync = nativeOf(now.integration().command());
    if (sync == null) {
      throw new OpsFailure(
          OpsFailure.Kind.CONFLICT,
          "integration %d runs '%s', which is no native sync; only these can plan: %s"
              .formatted(id, now.integration().command(), String.join(", ", natives.keySet())));
    }
    try {
      return view(id, sync.plan(now.integration(), now.params()));
    } catch (CannotPlan e) {
      throw failure(e.outcome());
    }
  }

  /** Null when the name stands for something else, be it put there instead of the native one. */
  private @Nullable NativeSync nativeOf(String command) {
    return commands.handler(command) instanceof Handler.Route ? natives.get(command) : null;
  }

  private static OpsFailure failure(Outcome outcome) {
    return new OpsFailure(
        outcome.state() == RunState.REFUSED
            ? OpsFailure.Kind.CONFLICT
            : OpsFailure.Kind.UNREACHABLE,
        outcome.message());
  }

  private static PlanView view(long id, Plan plan) {
    var counts = new LinkedHashMap<String, Long>();
    Arrays.stream(Action.values())
        .forEach(action -> counts.put(action.wireName(), plan.count(action)));
    return new PlanView(
        id,
        plan.hash(),
        plan.guard().orElse(null),
        counts,
        plan.changes().stream().map(Plans::line).toList(),
        plan.warnings());
  }

  private static PlanView.Line line(Change change) {
    return new PlanView.Line(
        change.taskNumber(),
        change.action().wireName(),
        emptyToNull(change.item()),
        emptyToNull(change.to()),
        change.reason());
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
