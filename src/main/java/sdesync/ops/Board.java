package sdesync.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sdesync.history.RunState;
import sdesync.integration.Integration;
import sdesync.ops.StatusView.Attention;
import sdesync.run.OutputPart;
import sdesync.schedule.Slots;
import sdesync.store.AuditStore;
import sdesync.store.Glances;
import sdesync.store.Glances.Ended;
import sdesync.store.Glances.OpenRun;
import sdesync.store.KnownIntegration;
import sdesync.store.PollState;
import sdesync.store.Tx;

/**
 * Every integration at a glance. Which of them need a human is decided by code, not by a column, so
 * lists that filter and sort by it are made from a snapshot of all, at most two seconds old; what
 * is shown of the few on a screen is read afresh.
 */
public final class Board {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration TIMELINE_FRESH = Duration.ofMinutes(1);
  private static final int SLOTS = 5;
  private static final int CHANGES = 10;

  private final About about;
  private final Parts parts;
  private final Supplier<List<PollState>> polls;
  private final IntegrationReading integrations;
  private final StatusReading status;
  private final RunReading runs;
  private final Glances glances = new Glances();
  private final Cached<Snapshot> snapshot;
  private final Cached<Timeline> timeline;

  /** How an integration stands, the gravest first. */
  public enum Condition {
    /** It does not heal by itself. */
    NEEDS_HUMAN,
    /** Something is in its way, and it will try again by itself. */
    HEALING,
    FINE
  }

  /**
   * One integration.
   *
   * @param integration without the names of its params
   * @param state the word of contract section 5
   * @param attention why it needs a human; null when it does not
   * @param next its next slot; null when it has none
   */
  public record Row(
      Integration integration,
      String state,
      Condition condition,
      @Nullable Attention attention,
      @Nullable Instant next,
      @Nullable OpenRun running,
      @Nullable OpenRun waiting) {
    public long id() {
      return integration.id();
    }
  }

  /** All of them, by alias, and the worker on one screen. */
  public record Snapshot(StatusView status, List<Row> rows) {
    public Snapshot {
      rows = List.copyOf(rows);
    }
  }

  /** What is known of one beyond its {@link IntegrationView}. */
  public record Detail(
      KnownIntegration known, List<Instant> slots, List<sdesync.store.AuditEntry> changes) {}

  public Board(About about, Parts parts, Supplier<List<PollState>> polls) {
    this(about, parts, polls, ForkJoinPool.commonPool(), System::nanoTime);
  }

  /**
   * @param background where a new look is taken while people still get the one before
   * @param nanos by which a look ages
   */
  public Board(
      About about,
      Parts parts,
      Supplier<List<PollState>> polls,
      Executor background,
      LongSupplier nanos) {
    this.about = about;
    this.parts = parts;
    this.polls = polls;
    this.integrations = new IntegrationReading(parts, about.clock());
    this.status = new StatusReading(about, parts, integrations);
    this.runs = new RunReading(parts.outputs(), about.clock());
    this.snapshot = new Cached<>(this::look, FRESH, background, nanos);
    this.timeline = new Cached<>(this::lookAhead, TIMELINE_FRESH, background, nanos);
  }

  /** As of two seconds ago at most. */
  public Snapshot snapshot() {
    return snapshot.get();
  }

  /** The starts of the next 24 hours, as of two minutes ago at most. */
  public Timeline timeline() {
    Timeline known = timeline.get();
    if (known.integrations() != snapshot().rows().size()) {
      timeline.forget();
    }
    return timeline.get();
  }

  /** Somebody changed something and wants to see it. */
  public void changed() {
    snapshot.forget();
  }

  public Instant now() {
    return about.clock().instant();
  }

  /** The newest ended runs of each, newest first. */
  public Map<Long, List<Ended>> ended(Collection<Long> ids, int most) {
    return read(tx -> glances.ended(tx, ids, most));
  }

  /** Throws {@code NOT_FOUND} for an unknown id. */
  public Detail detail(long id) {
    return read(
        tx -> {
          KnownIntegration known = integrations.known(tx, id);
          return new Detail(known, slots(known), new AuditStore().newestOf(tx, id, CHANGES));
        });
  }

  private List<Instant> slots(KnownIntegration known) {
    Instant now = now();
    if (!integrations.state(known, now).equals("scheduled")) {
      return List.of();
    }
    var slots = new ArrayList<Instant>();
    Optional<Instant> next = parts.slots().next(known.integration(), now);
    while (next.isPresent() && slots.size() < SLOTS) {
      slots.add(next.get());
      next = parts.slots().next(known.integration(), next.get());
    }
    return slots;
  }

  /** As {@link Operations#log}, with the sequences that set colours left in. */
  public LogPart output(String runId, long offset) {
    boolean ended = read(tx -> runs.one(tx, runId)).state().isFinal();
    OutputPart part =
        LocalOperations.answer(() -> parts.outputs().coloured(runId, offset))
            .orElseGet(() -> new OutputPart("", offset));
    return new LogPart(part.text(), part.next(), ended && part.next() == offset);
  }

  private Snapshot look() {
    List<PollState> states = LocalOperations.answer(polls);
    return read(tx -> look(tx, states));
  }

  private Snapshot look(Tx tx, List<PollState> states) {
    List<KnownIntegration> known = glances.integrations(tx);
    StatusView now = status.status(tx, states, known, Integer.MAX_VALUE);
    Map<Long, Instant> next = glances.slots(tx);
    Map<Long, OpenRun> running = new HashMap<>();
    Map<Long, OpenRun> waiting = new HashMap<>();
    for (OpenRun run : glances.open(tx)) {
      (run.state() == RunState.RUNNING ? running : waiting).putIfAbsent(run.integrationId(), run);
    }
    Map<Long, Attention> attention = new HashMap<>();
    for (Attention one : now.attention()) {
      if (one.integrationId() != null) {
        attention.putIfAbsent(one.integrationId(), one);
      }
    }
    var rows = new ArrayList<Row>(known.size());
    for (KnownIntegration k : known) {
      OpenRun waits = waiting.get(k.id());
      Attention why = attention.get(k.id());
      String state = integrations.state(k, now.at());
      rows.add(
          new Row(
              k.integration(),
              state,
              condition(why, waits),
              why,
              state.equals("scheduled") ? next.get(k.id()) : null,
              running.get(k.id()),
              waits));
    }
    // The usual order, made here once: sorting what is sorted costs next to nothing.
    rows.sort(
        Comparator.comparing((Row row) -> row.integration().alias(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Row::id));
    return new Snapshot(now, rows);
  }

  private static Condition condition(@Nullable Attention attention, @Nullable OpenRun waiting) {
    if (attention != null) {
      return Condition.NEEDS_HUMAN;
    }
    boolean tries = waiting != null && (waiting.attempt() > 0 || waiting.reason() != null);
    return tries ? Condition.HEALING : Condition.FINE;
  }

  private Timeline lookAhead() {
    Slots slots = parts.slots();
    return Timeline.of(snapshot().rows(), slots::next, now());
  }

  private <T> T read(Function<Tx, T> work) {
    return LocalOperations.answer(() -> parts.database().inTransaction(work::apply));
  }
}
