package sdesync.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import sdesync.history.Run;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.store.KnownIntegration;
import sdesync.store.RunRow;
import sdesync.store.RunStore;
import sdesync.store.ScheduleRow;
import sdesync.store.ScheduleStore;
import sdesync.store.Tx;

/**
 * Opens the ledger's accounts and writes them back. Opening locks the integration's schedule row to
 * the end of the transaction, before anything else of it is read: what is read after is true until
 * the commit.
 */
final class Accounts {
  private final ScheduleStore schedule;
  private final IntegrationStore integrations = new IntegrationStore();
  private final RunStore runs = new RunStore();

  Accounts(Database database) {
    this.schedule = new ScheduleStore(database);
  }

  /**
   * Waits for the row.
   *
   * @throws NoSuchElementException when nothing is known of that integration
   */
  Account open(Tx tx, long id) {
    return only(open(tx, List.of(id)), id);
  }

  /** The same, for a transaction that writes what is known of the integration, too. */
  Account openWhole(Tx tx, long id) {
    return only(openWhole(tx, List.of(id)), id);
  }

  private static Account only(List<Account> one, long id) {
    if (one.isEmpty()) {
      throw new NoSuchElementException("no integration " + id + " is known; see sde-sync list");
    }
    return one.get(0);
  }

  /** Those that have a row, by id. */
  List<Account> open(Tx tx, Collection<Long> ids) {
    return open(tx, schedule.lock(tx, ids));
  }

  /** The same, for a transaction that writes what is known of the integrations, too. */
  List<Account> openWhole(Tx tx, Collection<Long> ids) {
    List<KnownIntegration> known = schedule.lockIntegrations(tx, ids);
    return accounts(tx, schedule.lock(tx, ids), known);
  }

  /** Those that nobody else has open. */
  List<Account> openFree(Tx tx, Collection<Long> ids) {
    return open(tx, schedule.lockFree(tx, ids));
  }

  /** Those of these rows, which are locked, in their order. */
  List<Account> open(Tx tx, List<ScheduleRow> locked) {
    return locked.isEmpty() ? List.of() : accounts(tx, locked, integrations.find(tx, ids(locked)));
  }

  private List<Account> accounts(
      Tx tx, List<ScheduleRow> locked, List<KnownIntegration> integrationsOf) {
    Map<Long, KnownIntegration> known =
        integrationsOf.stream()
            .collect(Collectors.toMap(KnownIntegration::id, Function.identity()));
    Map<Long, List<Run>> open =
        runs.open(tx, ids(locked)).stream().collect(Collectors.groupingBy(Run::integrationId));
    var accounts = new ArrayList<Account>();
    for (ScheduleRow row : locked) {
      KnownIntegration integration = known.get(row.integrationId());
      if (integration != null) {
        accounts.add(
            new Account(row, integration, open.getOrDefault(row.integrationId(), List.of())));
      }
    }
    return accounts;
  }

  void write(Tx tx, Account account) {
    write(tx, List.of(account));
  }

  void write(Tx tx, Collection<Account> accounts) {
    var added = new ArrayList<RunRow>();
    var changed = new ArrayList<RunRow>();
    var rows = new ArrayList<ScheduleRow>();
    for (Account account : accounts) {
      for (Account.Extension more : account.extensions()) {
        extend(tx, account, more);
      }
      account.added().forEach(run -> added.add(new RunRow(run, account.version())));
      account.changed().forEach(run -> changed.add(new RunRow(run, account.version())));
      ScheduleRow row = account.row();
      if (!row.equals(account.locked)) {
        rows.add(row);
      }
    }
    // Changes first: a waiting run that moves on to a newer slot frees its old one.
    int written = runs.update(tx, changed);
    if (written != changed.size()) {
      throw new IllegalStateException(
          "%d of %d runs had ended already: %s"
              .formatted(changed.size() - written, changed.size(), runIds(changed)));
    }
    runs.add(tx, added);
    schedule.update(tx, rows);
  }

  /** The row may have been forgotten with old history: then it begins anew. */
  private void extend(Tx tx, Account account, Account.Extension more) {
    if (!runs.extendSkipped(tx, more.runId(), more.last(), more.slots(), more.asRow().queuedAt())) {
      Run row =
          Draft.of(more.asRow())
              .slots(more.first(), more.last(), more.slots())
              .ended(more.asRow().state(), more.asRow().queuedAt());
      account.add(row);
      account.skipInto(row);
    }
  }

  private static List<Long> ids(List<ScheduleRow> rows) {
    return rows.stream().map(ScheduleRow::integrationId).toList();
  }

  private static List<String> runIds(List<RunRow> rows) {
    return rows.stream().map(row -> row.run().id()).toList();
  }
}
