package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The very file routes/on-error.camel.yaml, over a route that fails. */
class OnErrorRouteTest extends CamelTestSupport {
  @Override
  protected CamelContext createCamelContext() throws Exception {
    var context = new DefaultCamelContext();
    PollRig.load(context, Path.of("routes/on-error.camel.yaml"));
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:any")
                .routeId("any")
                .setHeader("Authorization")
                .constant("t")
                .to("mock:step");
          }
        });
    AdviceWith.adviceWith(
        context,
        "any",
        advice ->
            advice
                .weaveByToUri("mock:step")
                .replace()
                .throwException(new IllegalStateException("the step is broken")));
    return context;
  }

  @Test
  void a_failing_route_is_one_line_without_a_stack_trace_and_its_caller_gets_the_exception() {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(lines);
    try {
      assertThatThrownBy(() -> template().requestBody("direct:any", "x"))
          .rootCause()
          .hasMessage("the step is broken");
    } finally {
      root.detachAppender(lines);
    }
    assertThat(lines.list)
        .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getFormattedMessage())
                  .isEqualTo("route=any failed: java.lang.IllegalStateException");
              assertThat(line.getThrowableProxy()).isNull();
            });
  }
}
