package sdesync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.integration.Cancellation;
import sdesync.integration.Integration;
import sdesync.integration.Params;
import sdesync.run.CommandInput;
import sdesync.sde.PollRig;

/** The file routes/sync_rally.camel.yaml itself; the sync behind it has {@link SyncRallyTest}. */
class SyncRallyRouteTest extends CamelTestSupport {
  private static final Outcome DONE = Outcome.succeeded(Map.of("created", 2), OutputFacts.NONE);

  private final List<CommandInput> given = new ArrayList<>();

  /** Stands in for {@link NativeSync}. */
  public final class Given {
    public Outcome run(CommandInput input) {
      given.add(input);
      return DONE;
    }
  }

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    configuration.withUseAdviceWith(true);
  }

  @Override
  protected void bindToRegistry(Registry registry) {
    registry.bind("syncRally", new Given());
  }

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() throws Exception {
        PollRig.load(getContext(), Path.of("routes/sync_rally.camel.yaml"));
      }
    };
  }

  @Test
  void what_a_command_is_given_goes_in_and_what_became_of_it_comes_back() throws Exception {
    AdviceWith.adviceWith(context, "sync_rally", route -> route.weaveAddLast().to("mock:end"));
    MockEndpoint end = getMockEndpoint("mock:end");
    end.expectedBodiesReceived(DONE);
    context.start();
    var input =
        new CommandInput(
            "r1",
            1,
            new Integration(1, 2L, "Rally", "Rally", "manually", "sync_rally", "ALM", null),
            Params.none(),
            new CommandInput.Sde(URI.create("https://sde.example.com"), null),
            new Cancellation(),
            line -> {});

    assertThat(template.requestBody("direct:sync_rally", input)).isSameAs(DONE);

    end.assertIsSatisfied();
    assertThat(given).containsExactly(input);
  }
}
