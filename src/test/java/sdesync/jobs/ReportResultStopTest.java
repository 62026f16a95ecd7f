package sdesync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import sdesync.sde.PollRig;
import sdesync.sde.SdeFailure;

/**
 * The very file routes/report-result.camel.yaml when the worker stops while SD Elements is away.
 */
class ReportResultStopTest extends CamelTestSupport {
  private final CountDownLatch asked = new CountDownLatch(1);

  @Override
  protected CamelContext createCamelContext() throws Exception {
    var context = new DefaultCamelContext();
    context.getRegistry().bind("reports", new Away());
    context.getPropertiesComponent().addInitialProperty("report.delay", "100000");
    PollRig.load(context, Path.of("routes/report-result.camel.yaml"));
    return context;
  }

  /** Stands in for {@link JobReports}. */
  public final class Away {
    public void report(String run) {
      asked.countDown();
      throw new SdeFailure(SdeFailure.Kind.UNREACHABLE, "away " + run, null, null);
    }
  }

  @Test
  void a_stop_does_not_wait_for_the_next_attempt() throws Exception {
    template().sendBody("seda:report-result", new ReportResultRouteTest.Ended("r1"));
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    long began = System.nanoTime();
    context().stop();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }
}
