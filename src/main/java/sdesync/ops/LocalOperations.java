package sdesync.ops;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sdesync.catalog.PollReport;
import sdesync.catalog.ReadSoFar;
import sdesync.history.Run;
import sdesync.schedule.CancelAnswer;
import sdesync.store.AuditStore;
import sdesync.store.KnownIntegration;
import sdesync.store.PollState;
import sdesync.store.StoreFailure;
import sdesync.store.Tx;

/**
 * The worker of this process. Every reading answer comes from the store alone; only {@link #poll},
 * {@link #plan} and {@link #check} go further, through what they were given.
 */
public final class LocalOperations implements Operations {
  private final Parts parts;
  private final Hooks hooks;
  private final InstantSource clock;
  private final IntegrationReading integrations;
  private final RunReading runs;
  private final StatusReading status;
  private final Ordering ordering;
  private final WhyReading why;

  /**
   * What the wiring does itself.
   *
   * @param polls how the configured lists stand
   * @param readSoFar how far the poll of the list of that name has come, if one goes on
   * @param poll polls every list now; throws {@link OpsFailure} where that cannot be
   * @param plan makes the plan of a native sync
   * @param check looks at everything
   * @param close stops this worker
   */
  public record Hooks(
      Supplier<List<PollState>> polls,
      Function<String, Optional<ReadSoFar>> readSoFar,
      Supplier<List<PollReport>> poll,
      LongFunction<PlanView> plan,
      Supplier<CheckReport> check,
      Runnable close) {}

  public LocalOperations(About about, Parts parts, Hooks hooks) {
    this.parts = parts;
    this.hooks = hooks;
    this.clock = about.clock();
    this.integrations = new IntegrationReading(parts, about.clock());
    this.runs = new RunReading(parts.outputs(), about.clock());
    this.status = new StatusReading(about, parts, integrations);
    this.ordering = new Ordering(about, parts, integrations);
    this.why = new WhyReading(parts, integrations, about.clock());
  }

  @Override
  public StatusView status() {
    List<PollState> polls = answer(hooks.polls());
    return read(tx -> status.status(tx, polls));
  }

  @Override
  public Page<IntegrationView> integrations(IntegrationQuery query) {
    return read(tx -> integrations.page(tx, query));
  }

  @Override
  public IntegrationView integration(long id) {
    return read(tx -> integrations.one(tx, id));
  }

  @Override
  public Page<PollView> polls() {
    return answer(() -> Page.whole(hooks.polls().get().stream().map(this::poll).toList()));
  }

  private PollView poll(PollState state) {
    return PollView.of(state, hooks.readSoFar().apply(state.scope()).orElse(null));
  }

  @Override
  public Page<PollChanges> poll(String by) {
    return answer(() -> Page.whole(hooks.poll().get().stream().map(PollChanges::of).toList()));
  }

  @Override
  public RunAnswers requestRuns(RunOrder order, String by) {
    refuseNothing(order.selector());
    return answer(() -> order.dryRun() ? ordering.preview(order) : ordering.order(order, by));
  }

  @Override
  public RunView run(String runId) {
    return read(tx -> runs.view(tx, runId));
  }

  @Override
  public Page<RunView> runs(RunQuery query) {
    return read(tx -> runs.page(tx, query));
  }

  @Override
  public LogPart log(String runId, long offset) {
    Run run = read(tx -> runs.one(tx, runId));
    return answer(() -> runs.log(run, offset));
  }

  @Override
  public RunView cancel(String runId, String by) {
    CancelAnswer cancelled = answer(() -> parts.engine().cancel(runId, by));
    return switch (cancelled) {
      case UNKNOWN -> throw OpsFailure.noSuchRun(runId);
      case ALREADY_ENDED -> {
        RunView run = run(runId);
        throw new OpsFailure(
            OpsFailure.Kind.CONFLICT,
            "run " + runId + " had ended before: it is " + run.state() + "; nothing to cancel");
      }
      case CANCELLED, STOPPING -> run(runId);
    };
  }

  @Override
  public Page<IntegrationView> pause(PauseOrder order, String by) {
    Instant until = order.until();
    if (until != null && !until.isAfter(clock.instant())) {
      throw OpsFailure.invalid("until " + until + " is past; give a time to come, or none");
    }
    return each(order.selector(), id -> parts.engine().pause(id, order.until(), order.note(), by));
  }

  @Override
  public Page<IntegrationView> resume(Selector selector, String by) {
    return each(selector, id -> parts.engine().resume(id, by));
  }

  private Page<IntegrationView> each(Selector selector, Change change) {
    refuseNothing(selector);
    return answer(
        () -> {
          List<KnownIntegration> meant = read(tx -> integrations.all(tx, selector));
          List<Long> listed =
              meant.stream().filter(known -> !known.isGone()).map(KnownIntegration::id).toList();
          listed.forEach(change::apply);
          return Page.whole(read(tx -> integrations.views(tx, listed)));
        });
  }

  /** What is done to one integration. */
  private interface Change {
    void apply(long id);
  }

  @Override
  public Why why(long integrationId, @Nullable Instant at) {
    List<PollState> polls = answer(hooks.polls());
    return read(tx -> why.why(tx, new WhyReading.Question(integrationId, at), polls));
  }

  @Override
  public PlanView plan(long integrationId) {
    return answer(() -> hooks.plan().apply(integrationId));
  }

  @Override
  public CheckReport check() {
    return answer(hooks.check());
  }

  @Override
  public Page<AuditEntry> audit(int limit, @Nullable String cursor) {
    long before = cursor == null ? Long.MAX_VALUE : Cursors.id(cursor);
    return read(
        tx -> {
          var entries = new AuditStore().newest(tx, before, limit + 1);
          return Cursors.page(
              entries, limit, AuditEntry::of, last -> Cursors.audit(limit, last.id()));
        });
  }

  private static void refuseNothing(Selector selector) {
    if (selector.saysNothing()) {
      throw OpsFailure.invalid(
          "nothing is selected; give ids, alias, system, type, frequency, project, or all");
    }
  }

  private <T> T read(Function<Tx, T> work) {
    return answer(() -> parts.database().inTransaction(work::apply));
  }

  static <T> T answer(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      StoreFailure store = storeFailure(e);
      if (store == null) {
        throw e;
      }
      throw new OpsFailure(
          OpsFailure.Kind.UNREACHABLE, "the store failed: " + store.getMessage(), e);
    }
  }

  /** A route wraps what its beans threw. */
  private static @Nullable StoreFailure storeFailure(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof StoreFailure found) {
        return found;
      }
    }
    return null;
  }

  @Override
  public void close() {
    hooks.close().run();
  }
}
