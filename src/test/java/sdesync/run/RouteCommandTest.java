package sdesync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.integration.StopCause;
import sdesync.integration.Trigger;
import sdesync.sde.SdeFailure;

@Timeout(30)
class RouteCommandTest {
  @TempDir Path dir;
  private Workbench bench;

  @BeforeEach
  void setUp() {
    bench = new Workbench(dir);
    bench.params(Map.of("alm_pass", "hunter22"));
  }

  @Test
  void a_flat_map_is_the_summary_and_its_secrets_are_masked() {
    Outcome outcome = run(input -> Map.of("created", 3, "note", "with hunter22"));
    assertThat(outcome.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(outcome.summary()).isEqualTo(Map.of("created", 3, "note", "with ***"));
    assertThat(outcome.exitCode()).isNull();
    assertThat(outcome.output()).isEqualTo(OutputFacts.NONE);
  }

  @Test
  void any_other_answer_is_success_without_a_summary() {
    assertThat(run(input -> null).summary()).isEmpty();
    assertThat(run(input -> "text").summary()).isEmpty();
    assertThat(run(input -> Map.of("deep", Map.of())).summary()).isEmpty();
    assertThat(run(input -> Map.of("long", "x".repeat(201))).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void what_it_throws_is_the_message_masked_and_camels_wrapper_is_not() {
    Outcome outcome =
        run(
            input -> {
              throw inCamel(new IllegalStateException("login failed for hunter22"));
            });
    assertThat(outcome.state()).isEqualTo(RunState.FAILED);
    assertThat(outcome.reason()).isEqualTo(Reason.ROUTE_FAILED);
    assertThat(outcome.message()).isEqualTo("Route sync_rally failed: login failed for ***");
    assertThat(outcome.retryable()).isFalse();
  }

  @Test
  void a_host_that_cannot_be_reached_is_worth_another_attempt() {
    Outcome outcome =
        run(
            input -> {
              throw inCamel(new IllegalStateException(new ConnectException("refused")));
            });
    assertThat(outcome.reason()).isEqualTo(Reason.ROUTE_FAILED);
    assertThat(outcome.retryable()).isTrue();
  }

  @Test
  void sd_elements_failing_a_route_is_named_as_such() {
    Outcome outcome =
        run(
            input -> {
              throw inCamel(
                  new SdeFailure(SdeFailure.Kind.UNAUTHORIZED, "token refused", null, null));
            });
    assertThat(outcome.reason()).isEqualTo(Reason.SDE_UNAUTHORIZED);
  }

  @ParameterizedTest
  @EnumSource(StopCause.class)
  void a_cancelled_route_is_told_and_its_run_ends_when_it_does(StopCause cause) throws Exception {
    var begun = new CountDownLatch(1);
    var told = new CountDownLatch(1);
    bench.routes.put(
        "sync_rally",
        input -> {
          input.cancellation().onCancel(why -> told.countDown());
          begun.countDown();
          return await(told);
        });
    var canceller =
        new Thread(
            () -> {
              await(begun);
              bench.cancellation.cancel(cause);
            });
    canceller.start();
    Outcome outcome = bench.runner().run(bench.request("sync_rally", Trigger.SCHEDULE));
    canceller.join();
    assertThat(outcome.state()).isEqualTo(RunState.CANCELLED);
    assertThat(outcome.reason()).isEqualTo(Reason.valueOf(cause.name()));
  }

  @Test
  void a_route_that_takes_too_long_is_told_to_stop_and_is_timed_out() {
    bench.timeout = Duration.ofMillis(100);
    Outcome outcome =
        run(
            input -> {
              var told = new CountDownLatch(1);
              input.cancellation().onCancel(why -> told.countDown());
              return await(told);
            });
    assertThat(outcome.state()).isEqualTo(RunState.TIMED_OUT);
    assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(bench.cancellation.cause()).isEmpty();
  }

  @Test
  void an_outcome_it_ends_with_is_the_runs_outcome_with_its_secrets_masked() {
    Outcome outcome =
        run(
            input ->
                new Outcome(
                    RunState.FAILED,
                    Reason.TASKS_FAILED,
                    "T2: hunter22 is no state",
                    true,
                    null,
                    Map.of("created", 2, "failed", 1),
                    OutputFacts.NONE));
    assertThat(outcome.state()).isEqualTo(RunState.FAILED);
    assertThat(outcome.reason()).isEqualTo(Reason.TASKS_FAILED);
    assertThat(outcome.message()).isEqualTo("T2: *** is no state");
    assertThat(outcome.retryable()).isTrue();
    assertThat(outcome.summary()).isEqualTo(Map.of("created", 2, "failed", 1));
  }

  @Test
  void what_it_says_is_kept_masked_and_moves_the_progress() {
    Outcome outcome =
        run(
            input -> {
              input.output().say("Info: a title\nwith hunter22");
              input.output().say("40% complete");
              return Map.of();
            });
    assertThat(bench.output()).isEqualTo("Info: a title with ***\n40% complete\n");
    assertThat(bench.progress).containsExactly(40);
    assertThat(outcome.output().lines()).isEqualTo(2);
  }

  @Test
  void what_it_said_before_it_failed_or_was_stopped_is_kept() {
    Outcome outcome =
        run(
            input -> {
              input.output().say("Info: begun");
              bench.cancellation.cancel(StopCause.CANCELLED);
              throw new IllegalStateException("stopped");
            });
    assertThat(outcome.state()).isEqualTo(RunState.CANCELLED);
    assertThat(outcome.output().lines()).isEqualTo(1);
    assertThat(bench.output()).isEqualTo("Info: begun\n");
  }

  @Test
  void what_a_thread_of_it_says_after_its_end_is_not_written() {
    var kept = new java.util.ArrayList<RunOutput>();
    run(
        input -> {
          kept.add(input.output());
          return Map.of();
        });
    kept.get(0).say("too late");
    assertThat(bench.output()).isEmpty();
  }

  private Outcome run(Function<CommandInput, @Nullable Object> route) {
    bench.routes.put("sync_rally", route);
    return bench.run("sync_rally");
  }

  private static CamelExecutionException inCamel(Exception cause) {
    return new CamelExecutionException(
        "wrapper", new DefaultExchange(new DefaultCamelContext()), cause);
  }

  private static List<String> await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
      return List.of();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
