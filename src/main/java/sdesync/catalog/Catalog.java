package sdesync.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.catalog.PollReport.Change;
import sdesync.catalog.Reconciliation.Changed;
import sdesync.catalog.RemovalGuard.Verdict;
import sdesync.integration.Integration;
import sdesync.sde.IntegrationList;
import sdesync.store.Database;
import sdesync.store.HeldRemoval;
import sdesync.store.IntegrationStore;
import sdesync.store.KnownIntegration;
import sdesync.store.PollState;
import sdesync.store.PollStore;
import sdesync.store.Tx;

/**
 * What is known of SD Elements' integrations. The bean {@code catalog} of the poll route.
 *
 * <p>Nothing is ever deleted: what is no longer listed is gone, and takes its place again when it
 * comes back.
 */
public final class Catalog {
  private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);
  private static final int HELD_IDS = 10;

  private final Database database;
  private final Polls polls;
  private final ScheduleListener schedule;
  private final InstantSource clock;
  private final IntegrationStore integrations = new IntegrationStore();
  private final PollStore pollStore = new PollStore();
  private final Chronicle chronicle = new Chronicle();

  public Catalog(Database database, Polls polls, ScheduleListener schedule, InstantSource clock) {
    this.database = database;
    this.polls = polls;
    this.schedule = schedule;
    this.clock = clock;
  }

  /**
   * Brings what is known in step with a good list, all in one transaction: rows, audit, schedule
   * and the poll's own state. A list whose reading began before that of the list in force changes
   * nothing.
   *
   * @throws sdesync.sde.SdeFailure when the list has an id twice; nothing has changed
   * @throws sdesync.store.StoreFailure when the store fails
   */
  public PollReport accept(IntegrationList list) {
    var scope = new PollScope(list.project());
    var listed = new Listed(list);
    Instant now = clock.instant();
    Instant began = polls.began(scope).orElse(now);
    Optional<Accepted> accepted =
        database.inTransaction(tx -> accept(tx, scope, listed, began, now));
    if (accepted.isEmpty()) {
      LOG.info("poll {}: a newer list is in force already; this one changes nothing", scope);
      return nothing(scope);
    }
    chronicle.tell(scope, accepted.get(), now);
    return report(scope, accepted.get());
  }

  private Optional<Accepted> accept(
      Tx tx, PollScope scope, Listed listed, Instant began, Instant now) {
    PollState state = locked(tx, scope, now);
    Instant inForce = state.lastSuccess();
    // A list in force that was read in the future only tells that the clock was set back.
    if (inForce != null && began.isBefore(inForce) && !inForce.isAfter(now)) {
      return Optional.empty();
    }
    var found = new Comparison(integrations, tx, listed);
    found.of(scope.project());
    Verdict verdict = RemovalGuard.judge(found.known, found.missing, state.held());
    Accepted accepted = accepted(tx, found, verdict);
    write(tx, accepted, now);
    integrations.refresh(tx, found.refreshed);
    chronicle.write(tx, scope, accepted, now);
    if (!accepted.changes().isEmpty()) {
      schedule.changed(tx, accepted.changes());
    }
    pollStore.succeeded(tx, scope.name(), began, verdict.held());
    return Optional.of(accepted);
  }

  /** From here on this transaction alone reconciles. */
  private PollState locked(Tx tx, PollScope scope, Instant now) {
    if (pollStore.find(tx, scope.name()).isEmpty()) {
      pollStore.add(tx, scope.name(), now);
    }
    pollStore.lockAll(tx);
    return pollStore.find(tx, scope.name()).orElseThrow();
  }

  private Accepted accepted(Tx tx, Comparison found, Verdict verdict) {
    List<Integration> gone = verdict.drop() ? lastSeen(tx, found.missing) : List.of();
    HeldRemoval held = verdict.held();
    return new Accepted(
        new Reconciliation(found.added, found.changed, gone, found.back),
        found.wellAgain,
        found.refused,
        found.problems,
        held,
        held == null ? List.of() : LongStream.of(found.missing).limit(HELD_IDS).boxed().toList(),
        held != null && held.seen() == 1);
  }

  private List<Integration> lastSeen(Tx tx, long[] ids) {
    return integrations.find(tx, LongStream.of(ids).boxed().toList()).stream()
        .map(KnownIntegration::integration)
        .sorted(Comparator.comparingLong(Integration::id))
        .toList();
  }

  private void write(Tx tx, Accepted accepted, Instant now) {
    Reconciliation changes = accepted.changes();
    integrations.add(tx, changes.added(), now);
    integrations.update(tx, accepted.updates());
    integrations.markGone(tx, changes.gone().stream().map(Integration::id).toList(), now);
    integrations.markBack(tx, changes.back().stream().map(one -> one.now().id()).toList());
    accepted.wellAgain().forEach(one -> integrations.setProblem(tx, one.id(), null));
    for (PollReport.Refused refused : accepted.problems()) {
      Long id = refused.integrationId();
      if (id != null) {
        integrations.setProblem(tx, id, Quoted.sentence(refused.why()));
      }
    }
  }

  private static PollReport nothing(PollScope scope) {
    return new PollReport(
        scope, true, List.of(), List.of(), List.of(), List.of(), List.of(), 0, null, Duration.ZERO);
  }

  private static PollReport report(PollScope scope, Accepted accepted) {
    Reconciliation changes = accepted.changes();
    HeldRemoval held = accepted.held();
    return new PollReport(
        scope,
        true,
        changes.added().stream().map(Catalog::change).toList(),
        changes.changed().stream().map(Catalog::change).toList(),
        changes.gone().stream().map(Catalog::change).toList(),
        changes.back().stream().map(Catalog::change).toList(),
        accepted.refused(),
        held == null ? 0 : held.count(),
        null,
        Duration.ZERO);
  }

  private static Change change(Integration integration) {
    return new Change(integration.id(), integration.alias(), List.of());
  }

  private static Change change(Changed change) {
    return new Change(change.now().id(), change.now().alias(), change.fields());
  }
}
