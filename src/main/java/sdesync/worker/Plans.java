package sdesync.worker;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Outcome;
import sdesync.history.RunState;
import sdesync.integration.Cancellation;
import sdesync.integration.StopCause;
import sdesync.ops.OpsFailure;
import sdesync.ops.PlanView;
import sdesync.redact.Masker;
import sdesync.run.Commands;
import sdesync.run.FreshIntegrations;
import sdesync.run.Handler;
import sdesync.run.Masking;
import sdesync.sde.Fetched;
import sdesync.sde.SdeFailure;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.sync.Action;
import sdesync.sync.CannotPlan;
import sdesync.sync.Change;
import sdesync.sync.Plan;

/** The plans of native syncs, made when somebody asks, a few at a time. */
final class Plans implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Plans.class);
  private static final int MOST = 2;

  private final Database database;
  private final Commands commands;
  private final FreshIntegrations fresh;
  private final Masking masking;
  private final Map<String, NativeSync> natives;
  private final Semaphore room = new Semaphore(MOST);
  private final Set<Cancellation> making = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param natives by the name of their command
   */
  Plans(
      Database database,
      Commands commands,
      FreshIntegrations fresh,
      Masking masking,
      Map<String, NativeSync> natives) {
    this.database = database;
    this.commands = commands;
    this.fresh = fresh;
    this.masking = masking;
    this.natives = Map.copyOf(natives);
  }

  /**
   * @throws OpsFailure when there is no such integration, when it is no native sync, or when its
   *     run would end before it had a plan, or when enough are being made already
   */
  PlanView of(long id) {
    if (!room.tryAcquire()) {
      throw new OpsFailure(
          OpsFailure.Kind.TOO_MANY,
          MOST + " plans are being made on this node already; try again when one is done");
    }
    try {
      return make(id);
    } finally {
      room.release();
    }
  }

  private PlanView make(long id) {
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
    try (var masked = masking.of(now.params(), Map.of())) {
      return view(id, plan(sync, now, masked), masked.masker());
    }
  }

  private Plan plan(NativeSync sync, Fetched now, Masking.ForRun masked) {
    var cancellation = new Cancellation();
    making.add(cancellation);
    try {
      if (closed) {
        cancellation.cancel(StopCause.SHUTDOWN);
      }
      return sync.plan(now.integration(), now.params(), cancellation);
    } catch (CannotPlan e) {
      throw failure(masked.outcome(e.outcome()));
    } catch (RuntimeException e) {
      // Logged here, while the secrets of these params are still masked in the log.
      LOG.error("plan of integration {}", now.integration().id(), e);
      throw new OpsFailure(
          OpsFailure.Kind.INTERNAL, "the worker itself failed; its log has the cause");
    } finally {
      making.remove(cancellation);
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

  private static PlanView view(long id, Plan plan, Masker masker) {
    var counts = new LinkedHashMap<String, Long>();
    Arrays.stream(Action.values())
        .forEach(action -> counts.put(action.wireName(), plan.count(action)));
    return new PlanView(
        id,
        plan.hash(),
        plan.guard().map(masker::mask).orElse(null),
        counts,
        plan.changes().stream().map(change -> line(change, masker)).toList(),
        plan.warnings().stream().map(masker::mask).toList());
  }

  private static PlanView.Line line(Change change, Masker masker) {
    return new PlanView.Line(
        change.taskNumber(),
        change.action().wireName(),
        emptyToNull(masker.mask(change.item())),
        emptyToNull(masker.mask(change.to())),
        masker.mask(change.reason()));
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** The worker ends: what is being planned goes no further. */
  @Override
  public void close() {
    closed = true;
    making.forEach(one -> one.cancel(StopCause.SHUTDOWN));
  }
}
