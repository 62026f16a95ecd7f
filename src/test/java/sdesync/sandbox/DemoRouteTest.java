package sdesync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sdesync.http.HttpSettings;
import sdesync.http.Outbound;
import sdesync.integration.Cancellation;
import sdesync.integration.Integration;
import sdesync.integration.Params;
import sdesync.integration.ParamsOutline;
import sdesync.redact.Secret;
import sdesync.run.CommandInput;

/** demo/routes/sync_github.camel.yaml, that very file, against a sandbox. */
class DemoRouteTest extends CamelTestSupport {
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    var settings =
        new HttpSettings(null, List.of(), null, Duration.ofSeconds(5), Duration.ofSeconds(5));
    new Outbound(settings, System::nanoTime)
        .beans()
        .forEach((name, bean) -> camel.getRegistry().bind(name, bean));
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            ResourceHelper.resolveMandatoryResource(
                camel, "file:demo/routes/sync_github.camel.yaml"));
    return camel;
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void it_ends_with_a_flat_map_for_the_summary() {
    Object result = template().requestBody("direct:sync_github", input());

    assertThat(result).isEqualTo(Map.of("integrations", 2, "target", "github.example.com"));
  }

  private CommandInput input() {
    return new CommandInput(
        "r1",
        1,
        new Integration(
            3,
            1L,
            "GitHub",
            "Web shop in GitHub",
            "daily",
            "sync_github",
            "ALM",
            new ParamsOutline(List.of("alm_server"), "github.example.com")),
        Params.none(),
        new CommandInput.Sde(sandbox.url(), Secret.of(Sandbox.TOKEN)),
        new Cancellation(),
        line -> {});
  }
}
