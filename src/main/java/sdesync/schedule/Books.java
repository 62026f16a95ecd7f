package sdesync.schedule;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sdesync.history.Reason;
import sdesync.store.Database;
import sdesync.store.Life;
import sdesync.store.LifeStore;
import sdesync.store.Tx;

/**
 * What every moment of the ledger works with.
 *
 * @param settings limits of this node
 */
record Books(
    Database database,
    Accounts accounts,
    SlotAccounting slots,
    EngineSettings settings,
    Clocks clocks,
    RunIds ids) {
  private static final LifeStore LIVES = new LifeStore();

  /** Reasons for which due slots wait. */
  static final Set<Reason> GATES = Set.of(Reason.SDE_UNREACHABLE, Reason.SDE_UNAUTHORIZED);

  static Books of(Database database, SlotRule rule, LedgerSettings settings, Clocks clocks) {
    var ids = new RunIds();
    return new Books(
        database,
        new Accounts(database),
        new SlotAccounting(rule, settings.catchUp(), ids),
        settings.engine(),
        clocks,
        ids);
  }

  /** Now, with as much of the nodes' lives as the slots of these accounts ask for. */
  Moment moment(Tx tx, List<Account> accounts, Optional<Reason> gate) {
    Instant now = clocks.now();
    @Nullable Instant oldest =
        accounts.stream()
            .map(account -> account.slot)
            .filter(slot -> slot != null && !Liveness.recent(slot, now))
            .min(Comparator.naturalOrder())
            .orElse(null);
    var lives = oldest == null ? List.<Life>of() : LIVES.since(tx, oldest);
    return new Moment(now, new Liveness(lives, now), gate);
  }
}
