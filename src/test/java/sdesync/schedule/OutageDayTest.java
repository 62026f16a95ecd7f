package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** A poll every 15 minutes at most 25 % early, those before it got there, and one run a place. */
  private static final int MOST_REQUESTS = 24 * 60 / 11 + 8 + 16;

  private final List<Integration> listed =
      LongStream.rangeClosed(1, MANY)
          .mapToObj(id -> World.integration(id, "hourly", "target" + id))
          .toList();
  private final List<String> news = new ArrayList<>();
  private boolean away;
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
    live(Duration.ofMinutes(20));
    assertThat(news).containsExactly("sde_unreachable", "well");
    for (long id = 1; id <= MANY; id++) {
      assertThat(world.now(id).pause()).isNull();
    }
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

  /** Minute by minute at first, when there is news, then in longer steps. */
  private void live(Duration time) {
    Duration lived = Duration.ZERO;
    while (lived.compareTo(time) < 0) {
      Duration step = Duration.ofMinutes(lived.toMinutes() < 30 ? 1 : 15);
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
