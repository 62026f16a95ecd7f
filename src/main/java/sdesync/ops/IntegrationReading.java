package sdesync.ops;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.history.Run;
import sdesync.integration.Frequency;
import sdesync.run.Commands;
import sdesync.run.Handler;
import sdesync.schedule.Slots;
import sdesync.store.IntegrationFilter;
import sdesync.store.IntegrationStore;
import sdesync.store.KnownIntegration;
import sdesync.store.Pause;
import sdesync.store.RunHistory;
import sdesync.store.ScheduleStore;
import sdesync.store.Tx;

/** Integrations, as people ask for them. */
final class IntegrationReading {
  private static final int PAGE = 5_000;

  private final IntegrationStore store = new IntegrationStore();
  private final RunHistory history = new RunHistory();
  private final ScheduleStore schedule;
  private final Slots slots;
  private final Commands commands;
  private final InstantSource clock;
  private final Places places;

  IntegrationReading(Parts parts, InstantSource clock) {
    this.schedule = new ScheduleStore(parts.database());
    this.slots = parts.slots();
    this.commands = parts.commands();
    this.clock = clock;
    this.places = new Places(clock);
  }

  Page<IntegrationView> page(Tx tx, IntegrationQuery query) {
    long after = query.cursor() == null ? 0 : Cursors.id(query.cursor());
    List<KnownIntegration> known =
        store.list(tx, filter(query.selector()), after, query.limit() + 1);
    Page<KnownIntegration> page =
        Cursors.page(known, query.limit(), k -> k, last -> Cursors.integrations(query, last.id()));
    return new Page<>(viewsOf(tx, page.results()), page.next());
  }

  IntegrationView one(Tx tx, long id) {
    return viewsOf(tx, List.of(known(tx, id))).get(0);
  }

  KnownIntegration known(Tx tx, long id) {
    return store.find(tx, id).orElseThrow(() -> OpsFailure.noSuchIntegration(id));
  }

  /** All that are meant, by id. */
  List<KnownIntegration> all(Tx tx, Selector selector) {
    var all = new ArrayList<KnownIntegration>();
    IntegrationFilter filter = filter(selector);
    List<KnownIntegration> some;
    do {
      long after = all.isEmpty() ? 0 : all.get(all.size() - 1).id();
      some = store.list(tx, filter, after, PAGE);
      all.addAll(some);
    } while (some.size() == PAGE);
    return all;
  }

  List<IntegrationView> views(Tx tx, Collection<Long> ids) {
    List<KnownIntegration> known =
        store.find(tx, ids).stream()
            .sorted(Comparator.comparingLong(KnownIntegration::id))
            .toList();
    return viewsOf(tx, known);
  }

  private static IntegrationFilter filter(Selector selector) {
    return new IntegrationFilter(
        selector.ids(),
        selector.alias(),
        selector.system(),
        selector.type(),
        selector.frequency(),
        selector.project(),
        false);
  }

  private List<IntegrationView> viewsOf(Tx tx, List<KnownIntegration> known) {
    List<Long> ids = known.stream().map(KnownIntegration::id).toList();
    Map<Long, Instant> next = schedule.nextSlots(tx, ids);
    Map<Long, Run> last = history.last(tx, ids);
    Map<Long, Run> running = history.running(tx, ids);
    Map<Long, Run> queued = history.queued(tx, ids);
    Map<String, Integer> place = places.of(tx, queued.values());
    Instant now = clock.instant();
    return known.stream()
        .map(
            k ->
                view(
                    k,
                    next.get(k.id()),
                    new Runs(
                        shown(last.get(k.id()), place),
                        shown(running.get(k.id()), place),
                        shown(queued.get(k.id()), place)),
                    now))
        .toList();
  }

  private record Runs(
      @Nullable RunView last, @Nullable RunView running, @Nullable RunView queued) {}

  private IntegrationView view(
      KnownIntegration known, @Nullable Instant next, Runs runs, Instant now) {
    var integration = known.integration();
    Handler handler = commands.handler(integration.command());
    String state = state(known, now);
    return new IntegrationView(
        known.id(),
        integration.projectId(),
        integration.system(),
        integration.alias(),
        integration.frequency(),
        integration.command(),
        integration.type(),
        handler.kind(),
        state,
        problem(known, handler).orElse(null),
        state.equals("scheduled") ? next : null,
        runs.last(),
        runs.running(),
        runs.queued(),
        pauseInForce(known, now).map(IntegrationReading::shown).orElse(null),
        integration.target(),
        integration.server());
  }

  private static @Nullable RunView shown(@Nullable Run run, Map<String, Integer> places) {
    return run == null ? null : RunView.of(run, places.get(run.id()));
  }

  private static IntegrationView.PauseView shown(Pause pause) {
    return new IntegrationView.PauseView(
        pause.since(), pause.until(), pause.by(), pause.note(), pause.auto());
  }

  /** The word of contract section 5. */
  String state(KnownIntegration known, Instant now) {
    if (known.isGone()) {
      return "gone";
    }
    if (pauseInForce(known, now).isPresent()) {
      return "paused";
    }
    if (slots.problem(known.integration()).isPresent()) {
      return "unsupported";
    }
    boolean manual =
        known.integration().knownFrequency().filter(Frequency.MANUALLY::equals).isPresent();
    return manual ? "manual" : "scheduled";
  }

  /** What a human should know of it; a gone one needs nobody. */
  Optional<String> problem(KnownIntegration known, Handler handler) {
    if (known.isGone()) {
      return Optional.empty();
    }
    if (known.problem() != null) {
      return Optional.of(known.problem());
    }
    return slots
        .problem(known.integration())
        .or(
            () ->
                handler instanceof Handler.None none ? Optional.of(none.why()) : Optional.empty());
  }

  static Optional<Pause> pauseInForce(KnownIntegration known, Instant now) {
    return Optional.ofNullable(known.pause())
        .filter(pause -> pause.until() == null || pause.until().isAfter(now));
  }
}
