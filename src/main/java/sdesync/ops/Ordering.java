package sdesync.ops;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Trigger;
import sdesync.ops.RunAnswers.Excluded;
import sdesync.ops.RunAnswers.RunAnswer;
import sdesync.run.Handler;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.schedule.Requested;
import sdesync.store.AcceptedPlanStore;
import sdesync.store.AuditStore;
import sdesync.store.KnownIntegration;
import sdesync.store.RunHistory;
import sdesync.store.Tx;

/** Orders to run, by selector, and what one would do (contract section 5, rule 4). */
final class Ordering {
  private final About about;
  private final Parts parts;
  private final IntegrationReading integrations;
  private final RunHistory history = new RunHistory();

  Ordering(About about, Parts parts, IntegrationReading integrations) {
    this.about = about;
    this.parts = parts;
    this.integrations = integrations;
  }

  RunAnswers order(RunOrder order, String by) {
    Selector selector = order.selector();
    var excluded = new ArrayList<Excluded>();
    List<KnownIntegration> meant =
        parts
            .database()
            .inTransaction(
                tx -> {
                  excluded.clear();
                  excluded.addAll(named(tx, selector));
                  return integrations.all(tx, selector);
                });
    accept(order, meant, by);
    var results = new ArrayList<RunAnswer>();
    for (KnownIntegration known : meant) {
      Optional<Excluded> out = leftOut(known, selector);
      out.ifPresent(excluded::add);
      if (out.isEmpty()) {
        Requested requested = parts.engine().request(known.id(), by, selector.names(known.id()));
        results.add(new RunAnswer(requested.disposition().wireName(), RunView.of(requested.run())));
      }
    }
    return new RunAnswers(results, excluded);
  }

  /** Before the run is ordered, so that it cannot come too early to see it. */
  private void accept(RunOrder order, List<KnownIntegration> meant, String by) {
    String hash = order.acceptPlan();
    if (hash != null && !meant.isEmpty()) {
      long id = meant.get(0).id();
      parts
          .database()
          .inTransaction(
              tx -> {
                new AcceptedPlanStore().accept(tx, id, hash, by, now());
                new AuditStore()
                    .append(tx, sdesync.store.AuditEntry.of(now(), by, "accept_plan", id, hash));
                return id;
              });
    }
  }

  /** Those named by id that are not there, or that the rest of the selector leaves out. */
  private List<Excluded> named(Tx tx, Selector selector) {
    var named = Selector.ofIds(selector.ids());
    if (selector.ids().isEmpty()) {
      return List.of();
    }
    Set<Long> known = new HashSet<>();
    integrations.all(tx, named).forEach(k -> known.add(k.id()));
    Set<Long> meant = new HashSet<>();
    integrations.all(tx, selector).forEach(k -> meant.add(k.id()));
    return selector.ids().stream()
        .filter(id -> !meant.contains(id))
        .map(id -> known.contains(id) ? notSelected(id) : unknown(id))
        .toList();
  }

  private static Excluded unknown(long id) {
    return new Excluded(
        id, "unknown_id", "no integration has the id " + id + "; `sde-sync list` shows all");
  }

  private static Excluded notSelected(long id) {
    return new Excluded(id, "not_selected", "the selector does not match it");
  }

  /** A selector that does not name it leaves out what is paused or gone. */
  private Optional<Excluded> leftOut(KnownIntegration known, Selector selector) {
    if (selector.names(known.id())) {
      return Optional.empty();
    }
    if (known.isGone()) {
      return Optional.of(
          new Excluded(
              known.id(), "gone", "SD Elements no longer lists it, since " + known.goneSince()));
    }
    return IntegrationReading.pauseInForce(known, now())
        .map(
            pause ->
                new Excluded(
                    known.id(),
                    "paused",
                    "it is paused since "
                        + pause.since()
                        + "; name its id to run it all the same"));
  }

  private Instant now() {
    return about.clock().instant();
  }

  /** What the order would do, and of every known integration it would not run, why. */
  RunAnswers preview(RunOrder order) {
    return parts.database().inTransaction(tx -> preview(tx, order.selector()));
  }

  private RunAnswers preview(Tx tx, Selector selector) {
    List<KnownIntegration> meant = integrations.all(tx, selector);
    List<Long> ids = meant.stream().map(KnownIntegration::id).toList();
    Map<Long, Run> running = history.running(tx, ids);
    Map<Long, Run> queued = history.queued(tx, ids);
    var results = new ArrayList<RunAnswer>();
    var excluded = new ArrayList<Excluded>(named(tx, selector));
    for (KnownIntegration known : meant) {
      Optional<Excluded> out = leftOut(known, selector).or(() -> refusal(known));
      if (out.isPresent()) {
        excluded.add(out.get());
      } else {
        results.add(preview(known, running.get(known.id()), queued.get(known.id())));
      }
    }
    Set<Long> told = new HashSet<>(ids);
    excluded.forEach(out -> told.add(out.integrationId()));
    integrations.all(tx, Selector.everything()).stream()
        .map(KnownIntegration::id)
        .filter(id -> !told.contains(id))
        .forEach(id -> excluded.add(notSelected(id)));
    return new RunAnswers(results, excluded);
  }

  /** Why the run would be refused before anything is executed. */
  private Optional<Excluded> refusal(KnownIntegration known) {
    if (known.isGone()) {
      return Optional.of(
          new Excluded(known.id(), "gone", "it would be refused: SD Elements no longer lists it"));
    }
    Handler handler = parts.commands().handler(known.integration().command());
    if (handler instanceof Handler.None none) {
      return Optional.of(
          new Excluded(known.id(), "unknown_command", "it would be refused: " + none.why()));
    }
    boolean needsParams =
        !(handler instanceof Handler.External external)
            || external.spec().params() != ParamsForm.NONE;
    return needsParams && !about.readsParams()
        ? Optional.of(
            new Excluded(
                known.id(),
                "params_missing",
                "it would be refused: its command needs params, and there is no sde.admin-token"))
        : Optional.empty();
  }

  private RunAnswer preview(KnownIntegration known, @Nullable Run running, @Nullable Run queued) {
    if (queued != null) {
      return new RunAnswer("joined", RunView.of(queued));
    }
    var integration = known.integration();
    RunView would =
        RunView.would(integration, Trigger.MANUAL.wireName(), RunState.QUEUED.wireName(), now());
    return new RunAnswer(running == null ? "started" : "queued", would);
  }
}
