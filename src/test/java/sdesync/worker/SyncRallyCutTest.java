package sdesync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdesync.config.Settings;
import sdesync.ops.RunView;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxSettings;
import sdesync.sandbox.SandboxTable;
import sdesync.sandbox.rally.Rally;
import sdesync.sandbox.wire.RequestLog;
import sdesync.schedule.EngineMode;

/** A long sync_rally that is ended in its middle, and the next one. */
@Timeout(120)
class SyncRallyCutTest {
  private static final int TASKS = 60;
  private static final int BEFORE_THE_CUT = 20;
  private static final int AT_ONCE = 8;

  @TempDir Path folder;
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS.withTasks(TASKS));
  private final AtomicInteger made = new AtomicInteger();
  private Wiring wiring;

  @BeforeEach
  void start() {
    wiring = open(Map.of());
  }

  @AfterEach
  void stop() {
    wiring.close();
    sandbox.close();
  }

  @Test
  void one_that_is_cancelled_ends_soon_and_the_next_one_makes_the_rest() {
    var run = new CompletableFuture<String>();
    atTheCut(() -> wiring.operations().cancel(run.join(), "ann"));
    run.complete(begin());
    RunView cut = ended(run.join());
    assertThat(cut.state()).as(cut.message()).isEqualTo("cancelled");
    assertThat(cut.message()).contains("ann");
    // The request at which it is cut may still be under way, with as many as go at once.
    assertThat(sandbox.rally().stories()).hasSizeBetween(BEFORE_THE_CUT - AT_ONCE, TASKS - 1);
    theNextOneMakesTheRest();
  }

  @Test
  void one_that_takes_too_long_ends_and_the_next_one_makes_the_rest() {
    var over = new CountDownLatch(1);
    wiring.close();
    wiring = open(Map.of("run.timeout", "1s"));
    atTheCut(
        () -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    String run = begin();
    // Held where it is until its time is over; whether it came that far is the machine's matter.
    LockSupport.parkNanos(Duration.ofMillis(1_200).toNanos());
    over.countDown();
    assertThat(ended(run).state()).isEqualTo("timed_out");
    wiring.close();
    wiring = open(Map.of());
    theNextOneMakesTheRest();
  }

  private void theNextOneMakesTheRest() {
    made.set(Integer.MIN_VALUE);
    RunView next = ended(begin());
    assertThat(next.state()).as(next.message()).isEqualTo("succeeded");
    List<String> names = sandbox.rally().stories().stream().map(Rally.WorkItem::name).toList();
    assertThat(names).hasSize(TASKS).doesNotHaveDuplicates();
    for (int task = 1; task <= TASKS; task++) {
      assertThat(sandbox.projects().project(2).notes("T" + task))
          .as("notes of T%d", task)
          .hasSize(1);
    }
    RunView again = ended(begin());
    assertThat(again.summary()).containsEntry("unchanged", TASKS).containsEntry("created", 0);
  }

  private void atTheCut(Runnable cut) {
    sandbox.rallyRequests().listen(line -> at(line, cut));
  }

  private void at(RequestLog.Line line, Runnable cut) {
    if (line.target().contains("/create") && made.incrementAndGet() == BEFORE_THE_CUT) {
      cut.run();
    }
  }

  private Wiring open(Map<String, String> more) {
    Map<String, String> keys = new HashMap<>(more);
    keys.put("sde.url", sandbox.url().toString());
    keys.put("sde.token", Sandbox.TOKEN);
    keys.put("sde.admin-token", Sandbox.ADMIN_TOKEN);
    keys.put("data.dir", folder.resolve("data").toString());
    keys.put("routes.dir", folder.resolve("routes").toString());
    keys.put("commands.dir", folder.resolve("commands").toString());
    Settings settings = Settings.of(keys, folder, Path.of("").toAbsolutePath());
    Wiring opened = Wiring.open(settings, EngineMode.ONLY_REQUESTED, Duration.ZERO);
    opened.start();
    opened.operations().poll("test");
    return opened;
  }

  private String begin() {
    return String.valueOf(wiring.operations().requestRun(SandboxTable.RALLY, "test").run().id());
  }

  private RunView ended(String id) {
    RunView run = wiring.operations().run(id);
    while (!run.ended()) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      run = wiring.operations().run(id);
    }
    return run;
  }
}
