package sdesync.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.integration.Cancellation;
import sdesync.integration.Integration;
import sdesync.store.Capacity;
import sdesync.store.ScheduleRow;
import sdesync.store.ScheduleStore;
import sdesync.store.Tx;

/**
 * The moment a node takes what is due and what it has room for: slot settled, run row and owner in
 * one transaction, so that nothing is ever claimed and not begun.
 */
final class Claim {
  /** How many accounts one transaction settles. */
  static final int BATCH = 200;

  private final Books books;
  private final ScheduleStore schedule;
  private final String owner;
  private final Lease lease;

  /**
   * @param owner this process, unlike any before it
   * @param lease looked at by each run before what it does: a node that stood still must not go on
   *     with what others have taken over
   */
  Claim(Books books, String owner, Lease lease) {
    this.books = books;
    this.schedule = new ScheduleStore(books.database());
    this.owner = owner;
    this.lease = lease;
  }

  /** What goes first within that capacity, in the order of the queue. */
  List<Long> candidates(Capacity capacity) {
    return books
        .database()
        .inTransaction(tx -> first(tx, capacity).stream().map(ScheduleRow::integrationId).toList());
  }

  private List<ScheduleRow> first(Tx tx, Capacity capacity) {
    return schedule.lockClaimable(tx, capacity, books.clocks().now());
  }

  /**
   * Takes what goes first, is free and has room, once its slots are settled.
   *
   * @param without integrations to leave alone
   * @param gate why what nobody asked for must wait
   */
  List<Claimed> takeFirst(Capacity capacity, Set<Long> without, Optional<Reason> gate) {
    return books
        .database()
        .inTransaction(
            tx -> {
              List<ScheduleRow> rows =
                  first(tx, capacity).stream()
                      .filter(row -> !without.contains(row.integrationId()))
                      .toList();
              return take(tx, books.accounts().open(tx, rows), capacity, gate);
            });
  }

  /** Takes this one, if it is free and has room, once its slots are settled. */
  List<Claimed> take(long id, Capacity capacity, Optional<Reason> gate) {
    return books
        .database()
        .inTransaction(tx -> take(tx, books.accounts().openFree(tx, List.of(id)), capacity, gate));
  }

  private List<Claimed> take(
      Tx tx, List<Account> accounts, Capacity capacity, Optional<Reason> gate) {
    settleAll(tx, accounts, gate);
    return take(tx, accounts, new Room(capacity));
  }

  /** Takes what goes first, but only runs that pass the test, and leaves all slots as they are. */
  List<Claimed> takeOnly(Capacity capacity, Predicate<Run> wanted) {
    return books
        .database()
        .inTransaction(
            tx -> {
              Instant now = books.clocks().now();
              List<Account> accounts =
                  books.accounts().open(tx, first(tx, capacity)).stream()
                      .filter(account -> account.ready(now).filter(wanted).isPresent())
                      .toList();
              return take(tx, accounts, new Room(capacity));
            });
  }

  /** When the first of what is not due yet will be; empty when that is later. */
  Optional<Instant> next(Duration within) {
    Instant now = books.clocks().now();
    return books.database().inTransaction(tx -> schedule.nextDue(tx, now, now.plus(within)));
  }

  /** Integrations whose slot came, the oldest first. */
  List<Long> due() {
    return books.database().inTransaction(this::due);
  }

  private List<Long> due(Tx tx) {
    return schedule.slotsDue(tx, books.clocks().now(), BATCH);
  }

  /** Settles the oldest slots that came; returns how many integrations it could look at. */
  int settleFirst(Set<Long> without, Optional<Reason> gate) {
    return books.database().inTransaction(tx -> settle(tx, without(without, due(tx)), gate));
  }

  /** Settles the slots of these that came; returns how many integrations it could look at. */
  int settle(List<Long> ids, Optional<Reason> gate) {
    return books.database().inTransaction(tx -> settle(tx, ids, gate));
  }

  private int settle(Tx tx, List<Long> ids, Optional<Reason> gate) {
    if (ids.isEmpty()) {
      return 0;
    }
    List<Account> accounts = books.accounts().openFree(tx, ids);
    settleAll(tx, accounts, gate);
    books.accounts().write(tx, accounts);
    return accounts.size();
  }

  private static List<Long> without(Set<Long> these, List<Long> ids) {
    return these.isEmpty() ? ids : ids.stream().filter(id -> !these.contains(id)).toList();
  }

  private void settleAll(Tx tx, List<Account> accounts, Optional<Reason> gate) {
    Moment moment = books.moment(tx, accounts, gate);
    accounts.forEach(account -> books.slots().settle(account, moment));
  }

  /** Leaves slots behind that are in the history already, and plans the next one. */
  void stepOver(long id) {
    books
        .database()
        .inTransaction(
            tx -> {
              Account account = books.accounts().open(tx, id);
              account.lastSlot = account.slot == null ? account.lastSlot : account.slot;
              books.slots().replan(account, books.clocks().now());
              books.accounts().write(tx, account);
              return id;
            });
  }

  private List<Claimed> take(Tx tx, List<Account> accounts, Room room) {
    Instant now = books.clocks().now();
    var claimed = new ArrayList<Claimed>();
    for (Account account : accounts) {
      Optional<Run> next = account.owner() == null ? account.ready(now) : Optional.empty();
      if (next.isPresent() && room.takes(account, next.get())) {
        Integration integration = account.integration();
        Run started = Draft.of(next.get()).as(integration).started(now, books.settings().node());
        account.claim(started, owner);
        claimed.add(
            new Claimed(started, integration, account.version(), new Cancellation(lease::check)));
      }
    }
    books.accounts().write(tx, accounts);
    return claimed;
  }

  /** The capacity again, under the locks: what was selected may have changed since. */
  private static final class Room {
    private final Capacity capacity;
    private final Map<String, Integer> free;
    private int places;

    Room(Capacity capacity) {
      this.capacity = capacity;
      this.free = new HashMap<>(capacity.freeOf());
      this.places = capacity.places();
    }

    boolean takes(Account account, Run run) {
      if (places <= 0 || (capacity.requestedOnly() && run.requestedBy() == null)) {
        return false;
      }
      String target = account.integration().target();
      if (target != null) {
        int left = free.getOrDefault(target, capacity.perTarget());
        if (left <= 0) {
          return false;
        }
        free.put(target, left - 1);
      }
      places--;
      return true;
    }
  }

  /** That room, but only for what somebody asked for, and only among these. */
  static Capacity among(Capacity room, List<Long> ids) {
    return new Capacity(room.places(), room.perTarget(), room.freeOf(), true, ids);
  }
}
