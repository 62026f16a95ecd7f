package sdesync.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.BrowsableEndpoint;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;
import sdesync.history.Attempt;
import sdesync.history.OutputFacts;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Trigger;
import sdesync.ops.Json;
import sdesync.ops.RunView;

/** The file routes/run-finished.camel.yaml itself. */
class RunFinishedRouteTest extends CamelTestSupport {
  private static final Instant TIME = Instant.parse("2026-01-05T00:17:00Z");
  private static final Run RUN =
      new Run(
          "r1",
          7,
          2L,
          "Jira of shop",
          "sync_jira",
          "jira.example",
          Trigger.CATCH_UP,
          null,
          TIME,
          TIME,
          1,
          2,
          List.of(
              new Attempt(1, TIME, TIME, RunState.TIMED_OUT, Reason.TIMEOUT, "late", null, "n1")),
          null,
          null,
          RunState.FAILED,
          Reason.EXIT_CODE,
          "The command ended with exit code 3.\nSecond line",
          3,
          TIME,
          TIME,
          TIME,
          "n1",
          80,
          Map.of("created", 2),
          new OutputFacts(10, 1, 0, List.of("pipe_held_open")));

  private final Hears hears = new Hears();

  /** In the place of everybody who is told. */
  public static final class Hears {
    private final List<String> heard = new ArrayList<>();

    public void finished(RunView run) {
      heard.add("finished " + run.id());
    }

    public void started(Object request) {
      heard.add("started " + request);
    }

    public void tell(Object notice) {
      heard.add("told " + notice);
    }
  }

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    configuration.withUseAdviceWith(true);
  }

  @Override
  protected void bindToRegistry(Registry registry) {
    registry.bind("json", Json.MAPPER);
    for (String name : List.of("pings", "notices", "webhook", "mail")) {
      registry.bind(name, hears);
    }
  }

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() throws Exception {
        PluginHelper.getRoutesLoader(getContext())
            .loadRoutes(
                ResourceHelper.resolveMandatoryResource(
                    getContext(), "file:routes/run-finished.camel.yaml"));
      }
    };
  }

  @Test
  void a_run_is_logged_as_one_line_of_the_json_the_api_shows() throws Exception {
    AdviceWith.adviceWith(
        context, "run-finished", route -> route.mockEndpointsAndSkip("log:sdesync.runs*"));
    MockEndpoint log = getMockEndpoint("mock:log:sdesync.runs");
    log.expectedMessageCount(1);
    context.start();

    template.sendBody("direct:run-finished", RunView.of(RUN));

    log.assertIsSatisfied();
    String line = log.getReceivedExchanges().get(0).getMessage().getBody(String.class);
    assertThat(line).doesNotContain("\n");
    JsonNode json = Json.MAPPER.readTree(line);
    assertThat(json)
        .isEqualTo(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(RunView.of(RUN))));
    assertThat(json.get("trigger").textValue()).isEqualTo("catch_up");
    assertThat(json.get("reason").textValue()).isEqualTo("exit_code");
    assertThat(json.get("slot").textValue()).isEqualTo("2026-01-05T00:17:00Z");
    assertThat(json.get("output").get("dropped_bytes").intValue()).isZero();
    assertThat(json.get("attempts").get(0).get("state").textValue()).isEqualTo("timed_out");
  }

  @Test
  void the_line_goes_through_the_real_log_endpoint_too() throws Exception {
    context.start();
    assertThat(template.requestBody("direct:run-finished", RunView.of(RUN), String.class))
        .startsWith("{\"id\":\"r1\",\"integration_id\":7,");
  }

  @Test
  void who_is_to_be_told_is_told() throws Exception {
    context.start();
    template.sendBody("direct:run-started", "a request");
    template.sendBody("direct:run-finished", RunView.of(RUN));
    template.sendBody("direct:notify", "a notice");
    assertThat(hears.heard)
        .containsExactly(
            "started a request", "finished r1", "finished r1", "told a notice", "told a notice");
  }

  @Test
  void when_too_many_results_wait_for_sd_elements_the_rest_goes_on() throws Exception {
    AdviceWith.adviceWith(
        context, "run-finished", route -> route.mockEndpointsAndSkip("log:sdesync.runs*"));
    MockEndpoint log = getMockEndpoint("mock:log:sdesync.runs");
    int room = 1_000; // of a seda queue
    int all = room + 1;
    log.expectedMessageCount(all);
    context.start();

    for (int i = 0; i < all; i++) {
      template.sendBody("direct:run-finished", RunView.of(RUN));
    }

    log.assertIsSatisfied();
    assertThat(hears.heard).hasSize(2 * all);
    var waiting = context.getEndpoint("seda:report-result", BrowsableEndpoint.class);
    assertThat(waiting.getExchanges()).hasSize(room);
  }
}
