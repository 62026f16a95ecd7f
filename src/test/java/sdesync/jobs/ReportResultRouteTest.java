package sdesync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import sdesync.sde.PollRig;
import sdesync.sde.SdeFailure;

/** The very file routes/report-result.camel.yaml: what it repeats, and what it does not. */
class ReportResultRouteTest extends CamelTestSupport {
  private final Reports reports = new Reports();

  @Override
  protected CamelContext createCamelContext() throws Exception {
    var context = new DefaultCamelContext();
    context.getRegistry().bind("reports", reports);
    context.getPropertiesComponent().addInitialProperty("report.delay", "5");
    PollRig.load(context, Path.of("routes/on-error.camel.yaml"));
    PollRig.load(context, Path.of("routes/report-result.camel.yaml"));
    return context;
  }

  /** A run, as far as the route looks at it. */
  public record Ended(String id) {}

  /** Stands in for {@link JobReports}. */
  public static final class Reports {
    final List<String> told = new CopyOnWriteArrayList<>();
    final CountDownLatch ends = new CountDownLatch(3);

    public void report(String run) {
      told.add(run);
      if (run.equals("away") && told.stream().filter(run::equals).count() < 3) {
        throw failure(SdeFailure.Kind.UNREACHABLE);
      }
      ends.countDown();
      if (run.equals("refused")) {
        throw failure(SdeFailure.Kind.UNAUTHORIZED);
      } else if (run.equals("broken")) {
        throw new IllegalStateException("a fault of ours");
      }
    }

    private static SdeFailure failure(SdeFailure.Kind kind) {
      return new SdeFailure(kind, "no", null, null);
    }
  }

  @Test
  void while_sd_elements_is_away_it_is_told_again_and_a_refusal_is_not_repeated() throws Exception {
    for (String run : List.of("refused", "broken", "away")) {
      template().sendBody("seda:report-result?discardWhenFull=true", new Ended(run));
    }
    assertThat(reports.ends.await(20, TimeUnit.SECONDS)).isTrue();
    context().stop();
    assertThat(reports.told).containsExactlyInAnyOrder("refused", "broken", "away", "away", "away");
  }
}
