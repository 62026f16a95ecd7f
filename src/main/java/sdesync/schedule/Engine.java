package sdesync.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import sdesync.integration.StopCause;
import sdesync.schedule.Requested.Disposition;
import sdesync.store.RunStore;

/**
 * Runs what is due, once per cluster: claims it from the ledger, sends it through the door, records
 * how it ended. Several engines on one database share the work and take over from a dead one.
 *
 * <p>Safe for use by many threads. Nothing is ever ended by a thread interrupt: an interrupted
 * commit can close an H2 file for everyone.
 */
public final class Engine implements AutoCloseable {
  private static final Duration RECORDING = Duration.ofSeconds(10);

  private final EngineMode mode;
  private final Books books;
  private final Reconcile reconcile;
  private final Doors doors;
  private final Requests requests;
  private final Pauses pauses;
  private final InFlight inFlight;
  private final Lease lease;
  private final StoreHealth health;
  private final Heart heart;
  private final Reaper reaper;
  private final Lives lives;
  private final Gate gate;
  private final Dispatcher dispatcher;
  private final Worker worker;
  private final Executor workers;
  private final Loops loops;
  private final Map<Long, String> asked = new ConcurrentSkipListMap<>();
  private boolean opened;
  private volatile boolean hurry;

  public Engine(EngineMode mode, Ledger ledger, Doors doors) {
    this(mode, ledger, doors, Loops.workers(ledger.books().settings().concurrency()));
  }

  /**
   * @param workers runs what is claimed; it must take as many at once as there are places
   */
  Engine(EngineMode mode, Ledger ledger, Doors doors, Executor workers) {
    this.mode = mode;
    this.books = ledger.books();
    this.reconcile = ledger.reconcile();
    this.doors = doors;
    this.workers = workers;
    EngineSettings settings = books.settings();
    // A restarted node has the same name; its heart must not beat for what it left behind.
    String owner = settings.node() + "/" + UUID.randomUUID();
    this.requests = new Requests(books);
    this.pauses = new Pauses(books);
    this.inFlight = new InFlight(settings);
    this.lease = new Lease(settings.lease(), books.clocks(), inFlight);
    this.health = new StoreHealth(books.clocks());
    this.heart = new Heart(books, owner, inFlight, lease);
    this.reaper = new Reaper(books, owner, run -> Worker.tell(doors.finished(), run));
    this.lives = new Lives(books);
    this.gate = new Gate(books, doors.sdeProblem());
    this.dispatcher =
        new Dispatcher(
            new Claim(books, owner, lease), inFlight, lease, books.clocks(), this::start);
    this.worker =
        new Worker(doors, new FinishTogether(new Finish(books, pauses), settling()), health);
    this.loops = new Loops(this);
  }

  private Finish.@Nullable Moments settling() {
    return mode == EngineMode.ONLY_REQUESTED
        ? null
        : (tx, accounts) -> books.moment(tx, accounts, doors.sdeProblem().get());
  }

  /** Begins to work, in threads of its own. */
  public void start() {
    loops.start(Heart.beatEvery(books.settings()));
  }

  /** One round of everything the threads do, in the caller's. */
  void tick() {
    watch();
    keep();
    dispatch();
  }

  void watch() {
    lease.check();
  }

  /** What keeps this node alive in the eyes of the others, and watches them. */
  void keep() {
    health.attempt("the heartbeat", heart::step);
    if (mode == EngineMode.EVERYTHING) {
      health.attempt("the record of this node's life", lives::step);
      health.attempt("the search for dead nodes", reaper::step);
      health.attempt("the end of pauses", pauses::step);
    }
  }

  void dispatch() {
    health.attempt(
        "the schedule",
        () -> {
          open();
          if (mode == EngineMode.EVERYTHING) {
            dispatcher.everything(gate.look());
            loops.lookIn(dispatcher.untilNext(Loops.LOOK));
          } else if (!asked.isEmpty()) {
            dispatcher.only(Map.copyOf(asked));
          }
          health.up();
        });
  }

  private void open() {
    if (opened) {
      return;
    }
    if (books.database().singleProcess()) {
      reaper.reapAll();
    }
    if (mode == EngineMode.EVERYTHING) {
      reconcile.replanAll();
    }
    opened = true;
  }

  private void start(Claimed claimed) {
    workers.execute(() -> work(claimed));
  }

  private void work(Claimed claimed) {
    try {
      worker
          .work(claimed)
          .filter(run -> run.state().isFinal())
          .ifPresent(
              run -> {
                asked.remove(run.integrationId(), run.id());
                Worker.tell(doors.finished(), run);
              });
    } finally {
      inFlight.remove(claimed);
      wake();
    }
  }

  /**
   * Asks for a run of an integration.
   *
   * @param by who asks; no secret
   * @param namedById whether it was named by its own id: only then a paused one runs
   * @throws java.util.NoSuchElementException when nothing is known of that integration
   * @throws sdesync.store.StoreFailure when the store fails; then nothing was asked for
   */
  public Requested request(long integrationId, String by, boolean namedById) {
    Requested requested = requests.request(integrationId, by, namedById);
    if (mode == EngineMode.ONLY_REQUESTED && requested.disposition() != Disposition.REFUSED) {
      asked.put(integrationId, requested.run().id());
    }
    wake();
    return requested;
  }

  /** Ends a waiting run at once; a running one is told, wherever it runs. */
  public CancelAnswer cancel(String runId, String by) {
    CancelAnswer answer = requests.cancel(runId, by);
    if (answer == CancelAnswer.STOPPING) {
      inFlight.cancel(runId, StopCause.CANCELLED);
    } else if (answer == CancelAnswer.CANCELLED) {
      asked.values().remove(runId);
      wake();
    }
    return answer;
  }

  /**
   * Holds an integration back: what waits unasked ends {@code skipped: paused}, what runs goes on.
   *
   * @param until null for until it is resumed
   */
  public void pause(long integrationId, @Nullable Instant until, @Nullable String note, String by) {
    pauses.pause(integrationId, until, note, by);
  }

  /** Lets it go; nothing is caught up. */
  public void resume(long integrationId, String by) {
    pauses.resume(integrationId, by);
    wake();
  }

  /** A running command said how far it is. Lost when the store is away: the next one tells more. */
  public void progress(String runId, int percent) {
    health.attempt(
        "the record of progress",
        () ->
            books
                .database()
                .inTransaction(
                    tx -> {
                      new RunStore().progress(tx, runId, percent);
                      return runId;
                    }));
  }

  /** Looks for work now. */
  public void wake() {
    loops.wake();
  }

  /** Whether it works: it was started, was not stopped, and every loop of it turns. */
  public boolean alive() {
    return loops.alive();
  }

  /** How many runs go on here. */
  public int running() {
    return inFlight.size();
  }

  /** Since when the store does not answer; null while it does. */
  public @Nullable Instant storeDownSince() {
    return health.downSince();
  }

  /** Takes nothing new from here on; what runs goes on. */
  public void retire() {
    dispatcher.stop();
  }

  /**
   * Stops: takes nothing new, waits that long for what runs, then ends it, waits {@code run.grace},
   * and records all of it. What is cut runs again as a recovery. Returns when all is done.
   */
  public void drain(Duration patience) {
    retire();
    inFlight.awaitEmpty(patience, () -> hurry);
    inFlight.cancelAll(StopCause.SHUTDOWN);
    inFlight.awaitEmpty(books.settings().grace().plus(RECORDING), () -> false);
    loops.stop();
    worker.abandon();
    if (mode == EngineMode.EVERYTHING) {
      health.attempt("the record of this node's life", lives::write);
    }
  }

  /** Ends what runs now: a {@link #drain} that goes on waits no longer. */
  public void cancelNow() {
    retire();
    hurry = true;
    inFlight.cancelAll(StopCause.SHUTDOWN);
    inFlight.wakeWaiting();
  }

  /** Stops without patience. */
  @Override
  public void close() {
    cancelNow();
    drain(Duration.ZERO);
  }
}
