package sdesync.notify;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.history.Reason;
import sdesync.integration.Frequency;
import sdesync.integration.Integration;
import sdesync.notify.NotifySettings.LateAfter;
import sdesync.ops.FakeOperations;
import sdesync.ops.RunView;
import sdesync.redact.Masker;
import sdesync.schedule.ScheduleSettings;
import sdesync.schedule.Slots;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.store.Pause;
import sdesync.store.PollState;
import sdesync.store.TestDatabases;

/** A store with integrations, a clock of the test's, and what was told of them. */
final class Ledger implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-23T12:30:00Z");

  final Database database;
  final List<Notice> told = new ArrayList<>();
  int worded;
  Instant now = START;
  List<PollState> polls = List.of();
  LateAfter lateAfter = new LateAfter(2, Optional.empty());
  private final IntegrationStore store = new IntegrationStore();

  Ledger(Path folder) {
    database = TestDatabases.h2(folder);
  }

  /** The notices of one node, as they are after its start. */
  Notices node() {
    var slots =
        new Slots(
            new ScheduleSettings(
                ZoneId.of("UTC"), Map.of(Frequency.HOURLY, "0 * * * *"), Map.of(), true));
    return new Notices(
        database,
        new Late(lateAfter, slots, database),
        new Wording("node1", URI.create("https://sync.example/"), this::masker, () -> now),
        new Surroundings(() -> now, now, () -> polls, told::add));
  }

  private Masker masker() {
    worded++;
    return Masker.of(List.of("hunter22"));
  }

  List<String> events() {
    return told.stream().map(Notice::event).toList();
  }

  void lists(long id, String frequency) {
    database.inTransaction(
        tx -> {
          store.add(
              tx,
              List.of(
                  new Integration(id, 7L, "Rally", "Shop", frequency, "sync_rally", "alm", null)),
              now);
          return id;
        });
  }

  RunView fails(long id) {
    database.inTransaction(
        tx -> {
          store.countFailure(tx, id, now);
          return id;
        });
    return FakeOperations.view("r" + id, id, "failed");
  }

  RunView succeeds(long id) {
    database.inTransaction(
        tx -> {
          store.succeeded(tx, Map.of(id, "r" + id), now);
          return id;
        });
    return FakeOperations.view("r" + id, id, "succeeded");
  }

  void pauses(long id, boolean auto) {
    database.inTransaction(
        tx -> {
          store.pause(tx, id, new Pause(now, null, null, "30 runs in a row failed", auto));
          return id;
        });
  }

  void resumes(long id) {
    database.inTransaction(
        tx -> {
          store.resume(tx, id);
          return id;
        });
  }

  void sde(@Nullable Reason reason) {
    polls =
        List.of(
            new PollState(
                "all",
                now,
                now,
                START,
                reason == null ? null : now,
                reason == null ? now : null,
                reason == null ? 0 : 1,
                reason,
                reason == null ? null : "no answer from sde.example.",
                null));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public void close() {
    database.close();
  }
}
