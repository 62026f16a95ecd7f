package sdesync.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Integration;
import sdesync.store.KnownIntegration;
import sdesync.store.Pause;
import sdesync.store.ScheduleRow;

/**
 * What the ledger holds of one integration, its row locked: where it stands, what runs and what
 * waits. The moments change it here; {@link Accounts} writes it back.
 */
final class Account {
  /** Who goes first: what somebody asked for, then the oldest. */
  private static final Comparator<Run> ORDER =
      Comparator.comparing((Run run) -> run.requestedBy() == null)
          .thenComparing(Run::queuedAt)
          .thenComparing(Run::id);

  /** Further slots for a skipped row that is in the store. */
  record Extension(String runId, Instant first, Instant last, int slots, Run asRow) {}

  final ScheduleRow locked;
  private final KnownIntegration known;
  private final Map<String, Run> open = new LinkedHashMap<>();
  private final Map<String, Run> added = new LinkedHashMap<>();
  private final Map<String, Run> changed = new LinkedHashMap<>();
  private final List<Extension> extensions = new ArrayList<>();

  @Nullable Instant slot;
  @Nullable Instant lastSlot;
  @Nullable Pause pause;
  private Integration integration;
  private long version;
  private @Nullable String owner;
  private @Nullable String runId;
  private @Nullable String cancelBy;
  private @Nullable String skipRun;
  private @Nullable Reason skipReason;

  Account(ScheduleRow locked, KnownIntegration known, Collection<Run> open) {
    this.locked = locked;
    this.known = known;
    this.integration = known.integration();
    this.slot = locked.slot();
    this.lastSlot = locked.lastSlot();
    this.pause = known.pause();
    this.version = locked.version();
    this.owner = locked.owner();
    this.runId = locked.runId();
    this.cancelBy = locked.cancelBy();
    this.skipRun = locked.skipRun();
    this.skipReason = locked.skipReason();
    open.forEach(run -> this.open.put(run.id(), run));
  }

  long id() {
    return integration.id();
  }

  Integration integration() {
    return integration;
  }

  void integration(Integration now) {
    integration = now;
  }

  KnownIntegration known() {
    return known;
  }

  boolean gone() {
    return known.isGone();
  }

  boolean pausedAt(Instant moment) {
    return pause != null
        && !moment.isBefore(pause.since())
        && (pause.until() == null || moment.isBefore(pause.until()));
  }

  long version() {
    return version;
  }

  @Nullable String owner() {
    return owner;
  }

  @Nullable String cancelBy() {
    return cancelBy;
  }

  /** What runs. */
  Optional<Run> running() {
    return Optional.ofNullable(runId).map(open::get);
  }

  /** What waits, in its order. */
  List<Run> waiting() {
    return open.values().stream()
        .filter(run -> run.state() == RunState.QUEUED)
        .sorted(ORDER)
        .toList();
  }

  /** What may go now: its time between two attempts is over. */
  Optional<Run> ready(Instant now) {
    return waiting().stream().filter(run -> isReady(run, now)).findFirst();
  }

  private static boolean isReady(Run run, Instant now) {
    return run.nextAttemptAt() == null || !run.nextAttemptAt().isAfter(now);
  }

  /** What runs, else what waits first. */
  Optional<Run> busy() {
    return running().or(() -> waiting().stream().findFirst());
  }

  /** A run of this transaction's. */
  void add(Run run) {
    added.put(run.id(), run);
    note(run);
  }

  /** A run that was there already, as it is now. */
  void put(Run run) {
    (added.containsKey(run.id()) ? added : changed).put(run.id(), run);
    note(run);
  }

  private void note(Run run) {
    if (run.state().isFinal()) {
      open.remove(run.id());
    } else {
      open.put(run.id(), run);
    }
  }

  /** Hands the integration to an owner, under a new fence. */
  void claim(Run started, String byOwner) {
    version++;
    owner = byOwner;
    runId = started.id();
    cancelBy = null;
    put(started);
    // Slots after the one that runs now are no longer consecutive with those before it.
    if (started.slotLast() != null && started.slotLast().equals(lastSlot)) {
      endSkipping();
    }
  }

  /** Takes the integration from its owner: whatever that one still writes is void. */
  void release() {
    version++;
    owner = null;
    runId = null;
    cancelBy = null;
  }

  void askToCancel(String who) {
    cancelBy = who;
  }

  /** Whether a slot skipped for that reason belongs to the row of those before. */
  boolean skipsFor(Reason reason) {
    return skipRun != null && skipReason == reason;
  }

  /** Later skipped slots belong to that run's row. */
  void skipInto(Run skipped) {
    skipRun = skipped.id();
    skipReason = skipped.reason();
  }

  void endSkipping() {
    skipRun = null;
    skipReason = null;
  }

  /** Accounts for a slot that does not run, given as the row it would be on its own. */
  void skip(Run row) {
    Instant first = row.slot();
    Instant last = row.slotLast();
    if (skipRun == null || skipReason != row.reason() || first == null || last == null) {
      add(row);
      skipInto(row);
      return;
    }
    Run fresh = added.get(skipRun);
    Run ended = fresh == null ? changed.get(skipRun) : fresh;
    if (ended != null) {
      put(
          Draft.of(ended)
              .slots(ended.slot(), last, ended.slots() + row.slots())
              .ended(RunState.SKIPPED, row.queuedAt()));
    } else {
      extend(new Extension(skipRun, first, last, row.slots(), row));
    }
  }

  private void extend(Extension more) {
    if (!extensions.isEmpty()) {
      Extension before = extensions.get(extensions.size() - 1);
      if (before.runId().equals(more.runId())) {
        extensions.set(
            extensions.size() - 1,
            new Extension(
                more.runId(),
                before.first(),
                more.last(),
                before.slots() + more.slots(),
                more.asRow()));
        return;
      }
    }
    extensions.add(more);
  }

  Collection<Run> added() {
    return added.values();
  }

  Collection<Run> changed() {
    return changed.values();
  }

  List<Extension> extensions() {
    return extensions;
  }

  /** The row as it is to be written. */
  ScheduleRow row() {
    List<Run> waiting = waiting();
    boolean asked = waiting.stream().anyMatch(run -> run.requestedBy() != null);
    return new ScheduleRow(
        id(),
        slot,
        lastSlot,
        nextAt(waiting),
        asked ? 1 : 0,
        integration.target(),
        version,
        owner,
        runId,
        cancelBy,
        skipRun,
        skipReason);
  }

  private Instant nextAt(List<Run> waiting) {
    if (owner != null) {
      return ScheduleRow.NEVER;
    }
    if (waiting.isEmpty()) {
      return slot == null ? ScheduleRow.NEVER : slot;
    }
    return waiting.stream()
        .map(Account::place)
        .min(Comparator.naturalOrder())
        .orElse(ScheduleRow.NEVER);
  }

  private static Instant place(Run waiting) {
    Instant next = waiting.nextAttemptAt();
    return next == null ? ScheduleRow.waitingSince(waiting.queuedAt()) : next;
  }
}
