package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.catalog.Reconciliation;
import sdesync.history.Outcome;
import sdesync.history.Run;
import sdesync.integration.Integration;
import sdesync.integration.RunRequest;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;

/** Equal nodes with their own threads and connections, on one PostgreSQL. */
@Tag("slow")
class SharedWorkTest {
  private static final int NODES = 3;
  private static final int RUNS = 1_000;

  @TempDir Path dir;
  private final Set<String> started = ConcurrentHashMap.newKeySet();
  private final Instant slot = Instant.now().plusSeconds(8);
  private final CountDownLatch left = new CountDownLatch(RUNS);
  private final List<Member> members = new ArrayList<>();

  /** One node: how many runs it did. */
  private final class Member implements AutoCloseable {
    final AtomicInteger runs = new AtomicInteger();
    final Database database;
    final Ledger ledger;
    final Engine engine;

    Member(String url, String name) {
      database = Postgres.open(url, dir.resolve(name));
      EngineSettings settings = OnStore.settings(4, 4);
      ledger =
          new Ledger(
              database,
              (integration, after) -> after.isBefore(slot) ? Optional.of(slot) : Optional.empty(),
              new LedgerSettings(settings, true),
              new Clocks(Instant::now, new ElapsedTime()));
      engine =
          new Engine(
              EngineMode.EVERYTHING, ledger, new Doors(this::run, this::ended, Optional::empty));
    }

    private Outcome run(RunRequest request) {
      assertThat(started.add(request.runId())).as("run twice: %s", request).isTrue();
      return Node.succeeded();
    }

    private void ended(Run run) {
      runs.incrementAndGet();
      left.countDown();
    }

    @Override
    public void close() {
      engine.close();
      database.close();
    }
  }

  @Test
  void the_busiest_of_three_does_at_most_a_third_more_than_the_average() throws Exception {
    String url = Postgres.create();
    for (int i = 0; i < NODES; i++) {
      members.add(new Member(url, "node" + i));
    }
    try {
      allDue(members.get(0));
      members.forEach(member -> member.engine.start());
      assertThat(left.await(60, TimeUnit.SECONDS)).as("%d left", left.getCount()).isTrue();
    } finally {
      members.forEach(Member::close);
    }
    List<Integer> shares = members.stream().map(member -> member.runs.get()).toList();
    assertThat(started).hasSize(RUNS);
    assertThat(shares)
        .as("runs of each node")
        .allSatisfy(share -> assertThat(share * 10 * NODES).isLessThanOrEqualTo(13 * RUNS));
  }

  /** One slot of each, all at the same moment. */
  private void allDue(Member node) {
    List<Integration> all =
        LongStream.rangeClosed(1, RUNS)
            .mapToObj(id -> World.integration(id, "once", "target" + id))
            .toList();
    node.database.inTransaction(
        tx -> {
          new IntegrationStore().add(tx, all, Instant.now());
          node.ledger
              .listener()
              .changed(tx, new Reconciliation(all, List.of(), List.of(), List.of()));
          return all;
        });
  }
}
