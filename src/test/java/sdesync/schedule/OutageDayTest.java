package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sdesync.catalog.Catalog;
import sdesync.catalog.PollScope;
import sdesync.catalog.PollSettings;
import sdesync.catalog.Polls;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Frequency;
import sdesync.integration.Integration;
import sdesync.integration.RunRequest;
import sdesync.redact.Secret;
import sdesync.sde.IntegrationList;
import sdesync.sde.SdeFailure;
import sdesync.sde.SdeSettings;

/** Contract section 5, rule 7, with real polls: SD Elements is away for a day. */
@Tag("slow")
class OutageDayTest extends OnStore {
  private static final int MANY = 1_000;
  private static final Duration HOUR = Duration.ofHours(1);

  /** Polls come at most a quarter of an hour apart. */
  private static final Duration LATEST = Duration.ofMinutes(16);

  /** A poll every 15 minutes at most 25 % early, those before it got there, and one run a place. */
  private static final int MOST_REQUESTS = 24 * 60 / 11 + 8 + 16;

  private final List<Integration> listed =
      LongStream.rangeClosed(1, MANY)
          .mapToObj(id -> World.integration(id, "hourly", "target" + id))
          .toList();
  private final List<String> news = new ArrayList<>();
  private boolean away;
  private Instant back = Instant.EPOCH;
  private int requests;
  private Node node;
  private Polls polls;
  private Catalog catalog;

  @Test
  void a_thousand_hourly_integrations_ask_little_pause_nowhere_and_go_on() {
    live(Duration.ofHours(2));
    assertThat(polls.sdeProblem()).isEmpty();

    away = true;
    requests = 0;
    live(Duration.ofHours(24));
    assertThat(requests).isBetween(60, MOST_REQUESTS);
    assertThat(news).containsExactly("sde_unreachable");

    away = false;
    back = world.time.now();
    live(Duration.ofMinutes(20));
    assertThat(news).containsExactly("sde_unreachable", "well");
    for (long id = 1; id <= MANY; id++) {
      assertThat(world.now(id).pause()).isNull();
      rowsOf(id);
    }
  }

  /** Its slots of before have run, those of the outage are one row, the newest ran at its end. */
  private void rowsOf(long id) {
    List<Run> runs = world.runs(id);
    assertThat(runs).extracting(Run::state).doesNotContain(RunState.QUEUED, RunState.RUNNING);
    Instant expected = Objects.requireNonNull(runs.get(0).slot());
    for (Run run : runs) {
      assertThat(run.slot()).as("%d: %s", id, runs).isEqualTo(expected);
      assertThat(run.slotLast()).isEqualTo(expected.plus(HOUR.multipliedBy(run.slots() - 1L)));
      expected = expected.plus(HOUR.multipliedBy(run.slots()));
    }
    assertThat(expected).as("slots accounted for").isAfter(world.time.now());
    List<Run> hit = runs.stream().filter(run -> run.reason() == Reason.SDE_UNREACHABLE).toList();
    assertThat(hit).filteredOn(run -> run.state() == RunState.SKIPPED).hasSize(1);
    // What had begun when it went away was tried, and has failed; of each place at most one.
    assertThat(hit.size()).isLessThanOrEqualTo(2);
    assertThat(hit.stream().mapToInt(Run::slots).sum()).isBetween(23, 25);
    int last = runs.indexOf(hit.get(hit.size() - 1));
    Run caughtUp = runs.get(last + 1);
    assertThat(caughtUp.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(Objects.requireNonNull(caughtUp.slot())).isBefore(back.plus(LATEST));
    assertThat(Objects.requireNonNull(caughtUp.startedAt())).isBetween(back, back.plus(LATEST));
    // A slot that came in the very minute of the first good answer met the one that had waited.
    assertThat(runs.subList(last + 2, runs.size()))
        .extracting(Run::reason)
        .isSubsetOf(null, Reason.OVERLAP);
    assertThat(runs.subList(0, runs.indexOf(hit.get(0))))
        .extracting(Run::reason)
        .containsOnlyNulls();
  }

  @BeforeEach
  void begin() {
    var slots =
        new Slots(
            new ScheduleSettings(
                ZoneId.of("UTC"), Map.of(Frequency.HOURLY, "H * * * *"), Map.of(), true));
    var settings = settings(16, 4);
    var pausing =
        new EngineSettings(
            settings.node(),
            settings.concurrency(),
            settings.perTarget(),
            settings.drain(),
            settings.grace(),
            settings.lease(),
            settings.retries(),
            settings.backoff(),
            Optional.of(new EngineSettings.AutoPause(1, Duration.ZERO)));
    node =
        new Node(
                world.database,
                slots::next,
                world.time,
                new LedgerSettings(pausing, true),
                EngineMode.EVERYTHING)
            .ending(this::run);
    InstantSource clock = world.time::now;
    polls = new Polls(world.database, new PollSettings(Duration.ofMinutes(5)), sde(), clock);
    catalog = new Catalog(world.database, polls, node.ledger.listener(), clock);
    node.gate(polls::sdeProblem);
  }

  private static SdeSettings sde() {
    return new SdeSettings(
        URI.create("https://sde.example"),
        null,
        new Secret(() -> "a-token"),
        List.of(),
        Map.of(),
        100,
        1_000_000);
  }

  /** Minute by minute at first, when there is news; then as long as no slot counts as missed. */
  private void live(Duration time) {
    Duration lived = Duration.ZERO;
    while (lived.compareTo(time) < 0) {
      Duration step = Duration.ofMinutes(lived.toMinutes() < 30 ? 1 : 4);
      lived = lived.plus(step);
      world.pass(step);
      polls.due().forEach(this::poll);
      node.settle();
      String now = polls.sdeProblem().map(Reason::wireName).orElse("well");
      boolean first = news.isEmpty() && now.equals("well");
      if (!first && (news.isEmpty() || !news.get(news.size() - 1).equals(now))) {
        news.add(now);
      }
    }
  }

  private void poll(PollScope scope) {
    requests++;
    if (away) {
      polls.failed(scope, unreachable());
    } else {
      polls.succeeded(catalog.accept(new IntegrationList(null, true, listed, List.of())));
    }
  }

  /** As a run meets it: its first request is for its params. */
  private Outcome run(RunRequest request) {
    requests++;
    if (!away) {
      return Node.succeeded();
    }
    polls.failed(unreachable());
    return Outcome.transientFailure(Reason.SDE_UNREACHABLE, "SD Elements does not answer.");
  }

  private static SdeFailure unreachable() {
    return new SdeFailure(SdeFailure.Kind.UNREACHABLE, "no answer", null, null);
  }
}
