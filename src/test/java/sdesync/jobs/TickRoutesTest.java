package sdesync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sdesync.sde.PollRig;

/**
 * The very files poll-requests and remote-agent: off by themselves, and ticking when switched on.
 */
class TickRoutesTest {
  private final CountDownLatch ticks = new CountDownLatch(2);

  /** Stands in for both beans. */
  public final class Ticked {
    public void look() {
      ticks.countDown();
    }

    public void beat() {
      ticks.countDown();
    }
  }

  private DefaultCamelContext context(String bean, String route) throws Exception {
    var context = new DefaultCamelContext();
    context.getRegistry().bind(bean, new Ticked());
    PollRig.load(context, Path.of("routes", route + ".camel.yaml"));
    return context;
  }

  @ParameterizedTest
  @CsvSource({"requests, poll-requests", "agent, remote-agent"})
  void it_ticks_only_when_it_is_switched_on(String bean, String route) throws Exception {
    try (var off = context(bean, route)) {
      off.start();
      assertThat(off.getRouteController().getRouteStatus(route).isStarted()).isFalse();
    }
    try (var on = context(bean, route)) {
      var placeholders = on.getPropertiesComponent();
      placeholders.addInitialProperty(bean + ".scheduled", "true");
      placeholders.addInitialProperty(bean + ".tick", "50");
      on.start();
      assertThat(ticks.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
