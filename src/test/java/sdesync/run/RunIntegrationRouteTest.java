package sdesync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.history.Outcome;
import sdesync.history.RunState;
import sdesync.integration.RunRequest;
import sdesync.integration.Trigger;

/** The file routes/run-integration.camel.yaml itself. */
class RunIntegrationRouteTest extends CamelTestSupport {
  @TempDir Path dir;

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    configuration.withUseAdviceWith(true);
  }

  @Override
  protected void bindToRegistry(Registry registry) {
    registry.bind("runner", new Workbench(dir).runner());
  }

  @Override
  protected RoutesBuilder createRouteBuilder() throws Exception {
    return new org.apache.camel.builder.RouteBuilder() {
      @Override
      public void configure() throws Exception {
        PluginHelper.getRoutesLoader(getContext())
            .loadRoutes(
                ResourceHelper.resolveMandatoryResource(
                    getContext(), "file:routes/run-integration.camel.yaml"));
      }
    };
  }

  @Test
  void a_request_goes_in_and_its_outcome_comes_back() throws Exception {
    AdviceWith.adviceWith(
        context, "run-integration", route -> route.weaveAddLast().to("mock:answered"));
    getMockEndpoint("mock:answered").expectedMessageCount(1);
    context.start();
    var bench = new Workbench(dir);
    bench.executable("sync_jira", "exit 3");

    Outcome outcome = ask(bench.request("sync_jira", Trigger.MANUAL));

    assertThat(outcome.state()).isEqualTo(RunState.FAILED);
    assertThat(outcome.exitCode()).isEqualTo(3);
    getMockEndpoint("mock:answered").assertIsSatisfied();
  }

  private Outcome ask(RunRequest request) {
    return Objects.requireNonNull(
        template.requestBody("direct:run-integration", request, Outcome.class));
  }

  @Test
  void a_hostile_command_is_an_outcome_and_no_exception() throws Exception {
    context.start();
    Outcome outcome = ask(new Workbench(dir).request("direct:run-finished", Trigger.SCHEDULE));
    assertThat(outcome.state()).isEqualTo(RunState.REFUSED);
  }
}
