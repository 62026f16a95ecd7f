package sdesync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sdesync.sde.PollRig;

/** What a tick does in the files poll-requests and remote-agent themselves. */
class TickedRoutesTest extends CamelTestSupport {
  private final List<String> called = new ArrayList<>();

  /** Stands in for both beans. */
  public final class Ticked {
    public void look() {
      called.add("look");
    }

    public void beat() {
      called.add("beat");
    }
  }

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    configuration.withUseAdviceWith(true);
  }

  @Override
  protected void bindToRegistry(Registry registry) {
    registry.bind("requests", new Ticked());
    registry.bind("agent", new Ticked());
  }

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() throws Exception {
        for (String file : List.of("poll-requests", "remote-agent")) {
          PollRig.load(getContext(), Path.of("routes", file + ".camel.yaml"));
        }
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"poll-requests, look", "remote-agent, beat"})
  void a_tick_asks_its_bean_once(String id, String asked) throws Exception {
    AdviceWith.adviceWith(
        context,
        id,
        route -> {
          route.replaceFromWith("direct:tick-of-" + id);
          route.weaveAddLast().to("mock:ticked");
        });
    getMockEndpoint("mock:ticked").expectedMessageCount(1);
    context.start();
    context.getRouteController().startRoute(id);

    template.sendBody("direct:tick-of-" + id, "");

    getMockEndpoint("mock:ticked").assertIsSatisfied();
    assertThat(called).containsExactly(asked);
  }
}
