package sdesync.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Reason;
import sdesync.sde.ListReading;
import sdesync.sde.SdeFailure;
import sdesync.sde.SdeSettings;
import sdesync.store.Database;
import sdesync.store.PollState;
import sdesync.store.PollStore;
import sdesync.store.StoreFailure;
import sdesync.store.Tx;

/**
 * Whose turn it is to poll what, and how the polls stand. The bean {@code polls} of the poll route.
 * Every scope handed out comes back by {@link #succeeded} or {@link #failed}.
 */
public final class Polls {
  private static final Logger LOG = LoggerFactory.getLogger(Polls.class);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** A poll that checks what a run met does not come sooner than that after the last one. */
  private static final Duration CHECK_AFTER = Duration.ofSeconds(30);

  private final Database database;
  private final SdeSettings sde;
  private final InstantSource clock;
  private final List<PollScope> scopes;
  private final Turns turns;
  private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
  private final PollStore store = new PollStore();
  private final SdeHealth health = new SdeHealth();
  private final PollLog log = new PollLog();
  private final Map<PollScope, ListReading> readings = new ConcurrentHashMap<>();
  private final LongAdder good = new LongAdder();
  private final LongAdder bad = new LongAdder();
  private volatile @Nullable String refusedToken;

  public Polls(Database database, PollSettings settings, SdeSettings sde, InstantSource clock) {
    this.database = database;
    this.sde = sde;
    this.clock = clock;
    this.scopes = PollScope.of(sde);
    this.turns = new Turns(database, scopes, new Spread(settings.every(), sde.url().toString()));
  }

  /** What this node has to poll now; empty when it is not its turn. Never throws. */
  public List<PollScope> due() {
    Instant now = clock.instant();
    try {
      retryRotatedToken(now);
      List<PollScope> due = turns.takeDue(now);
      refresh();
      log.late(health.polls(), now);
      log.storeBack();
      return due;
    } catch (StoreFailure e) {
      log.storeAway(e);
      return List.of();
    }
  }

  /**
   * Every list, for a poll somebody asked for; waits for polls of this node that go on.
   *
   * @throws IllegalStateException when one still goes on after ten minutes
   * @throws StoreFailure when the store fails
   */
  public List<PollScope> asked() {
    return turns.takeAll(clock.instant(), PATIENCE);
  }

  /** When the poll of that list began that this node is at. */
  Optional<Instant> began(PollScope scope) {
    return turns.began(scope);
  }

  /** That list's reading has begun. */
  public void reads(PollScope scope, ListReading reading) {
    readings.put(scope, reading);
  }

  /** How far this node has come with the list of that name; empty while it does not read it. */
  public Optional<ReadSoFar> readSoFar(String name) {
    return scopes.stream()
        .filter(scope -> scope.name().equals(name))
        .map(readings::get)
        .filter(Objects::nonNull)
        .map(reading -> new ReadSoFar(reading.items(), reading.expected()))
        .findFirst();
  }

  /** Ends the poll as a good one and returns its report, with its duration. Never throws. */
  public PollReport succeeded(PollReport report) {
    Instant now = clock.instant();
    good.increment();
    health.answered(now);
    Optional<PollState> before = health.poll(report.scope());
    return report.lasting(end(report.scope(), now, () -> goOn(report.scope(), before, now)));
  }

  /** What else failed for the reason this one did is tried at once. */
  private void goOn(PollScope scope, Optional<PollState> before, Instant now) {
    Reason reason = before.map(PollState::reason).orElse(null);
    if (reason != null) {
      hastenThoseFailing(reason, now);
    }
    refresh();
    before
        .filter(state -> state.failingSince() != null)
        .ifPresent(state -> log.good(scope, state, health.polls(), now));
  }

  /**
   * Ends the poll as a failed one, remembers why and when to try again, and returns its report.
   * Never throws.
   */
  public PollReport failed(PollScope scope, Throwable cause) {
    Instant now = clock.instant();
    bad.increment();
    var fault = PollFault.of(cause, sde.pollTokenKey());
    if (!fault.expected()) {
      LOG.error("poll {} failed by a fault of this program", scope, cause);
    }
    if (fault.reason() != null) {
      health.pollFailed();
    }
    if (fault.reason() == Reason.SDE_UNAUTHORIZED) {
      refusedToken = sde.pollTokenMark();
    }
    return PollReport.failed(
        scope, fault.message(), end(scope, now, () -> remember(scope, fault, now)));
  }

  /** Gives the turn back once the books are kept: who waits for it must not meet them half-kept. */
  private Duration end(PollScope scope, Instant now, Runnable bookkeeping) {
    readings.remove(scope);
    Duration took;
    try {
      quietly(bookkeeping);
    } finally {
      took = turns.end(scope, now);
    }
    return took;
  }

  private void remember(PollScope scope, PollFault fault, Instant now) {
    PollState failing = database.inTransaction(tx -> remember(tx, scope, fault, now));
    List<PollState> before = health.polls();
    refresh();
    log.bad(scope, failing, fault, before, now);
  }

  private PollState remember(Tx tx, PollScope scope, PollFault fault, Instant now) {
    if (store.find(tx, scope.name()).isEmpty()) {
      store.add(tx, scope.name(), now);
    }
    PollState before = store.find(tx, scope.name()).orElseThrow();
    int failures = before.failures() + 1;
    PollState failing =
        before.failing(
            before.failingSince() == null ? now : before.failingSince(),
            failures,
            fault.reason(),
            fault.message(),
            now.plus(backoff.after(failures, fault.failure())));
    store.failed(tx, failing);
    return failing;
  }

  /** A run got a good answer from SD Elements. Cheap when that is no news; never throws. */
  public void reachable() {
    Optional<Reason> problem = health.problem();
    if (problem.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    health.answered(now);
    LOG.info("SD Elements answered a run ({} before); polling at once", problem.get().wireName());
    quietly(() -> hastenThoseFailing(problem.get(), now));
  }

  /**
   * A run did not get its params from SD Elements. No answer at all closes the gate at once on this
   * node; a refusal may be about one project only, so a poll has the word. Either way the next poll
   * comes soon. Never throws.
   */
  public void failed(SdeFailure failure) {
    Instant now = clock.instant();
    boolean news = health.problem().isEmpty();
    if (failure.kind() == SdeFailure.Kind.UNREACHABLE) {
      health.silent(now);
      if (news) {
        LOG.warn(
            "SD Elements did not answer a run; due runs wait until a poll gets through: {}",
            Quoted.sentence(String.valueOf(failure.getMessage())));
      }
    }
    if (news && failure.kind() != SdeFailure.Kind.BAD_ANSWER) {
      quietly(() -> checkSoon(now));
    }
  }

  private void checkSoon(Instant now) {
    PollScope one = scopes.get(0);
    Instant last = health.poll(one).map(PollState::lastAttempt).orElse(null);
    Instant soon = last == null ? now : last.plus(CHECK_AFTER);
    Instant at = soon.isBefore(now) ? now : soon;
    database.inTransaction(
        tx -> {
          store.hasten(tx, one.name(), at);
          return at;
        });
  }

  /** Why due slots must wait: SD Elements is known to be down or to refuse the token. Cheap. */
  public Optional<Reason> sdeProblem() {
    return health.problem();
  }

  /**
   * How each configured list stands, by the store.
   *
   * @throws StoreFailure when the store fails
   */
  public List<PollState> states() {
    refresh();
    return health.polls();
  }

  /** How many polls of this node were good. */
  public long good() {
    return good.sum();
  }

  /** How many were not. */
  public long bad() {
    return bad.sum();
  }

  /** A refused token whose file has changed since is tried at once, not after an hour. */
  private void retryRotatedToken(Instant now) {
    String refused = refusedToken;
    if (refused != null && !refused.equals(sde.pollTokenMark())) {
      refusedToken = null;
      LOG.info("{} has changed; polling at once", sde.pollTokenKey());
      hastenThoseFailing(Reason.SDE_UNAUTHORIZED, now);
    }
  }

  private void hastenThoseFailing(Reason reason, Instant at) {
    database.inTransaction(
        tx -> {
          store.hastenFailing(tx, reason, at);
          return at;
        });
  }

  private void refresh() {
    Set<String> names = new HashSet<>(scopes.stream().map(PollScope::name).toList());
    health.polls(
        database.inTransaction(store::all).stream()
            .filter(state -> names.contains(state.scope()))
            .toList());
  }

  /** Bookkeeping must not fail a poll: without the store the next one keeps the books again. */
  private void quietly(Runnable bookkeeping) {
    try {
      bookkeeping.run();
    } catch (StoreFailure e) {
      log.storeAway(e);
    }
  }
}
