package sdesync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamelRoutesTest {
  private static final Map<String, String> SECRET = Map.of("alm_pass", "hunter22");

  @TempDir Path dir;
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final CamelRoutes routes = new CamelRoutes(() -> context);

  @AfterEach
  void close() throws IOException {
    context.close();
  }

  @Test
  void a_file_with_the_commands_name_and_its_direct_endpoint_is_the_command() throws Exception {
    load("sync_rally.camel.yaml", "direct:sync_rally");
    assertThat(routes.has(new CommandName("sync_rally"))).isTrue();
    assertThat(routes.has(new CommandName("sync_rall"))).isFalse();
  }

  @Test
  void a_route_in_a_file_of_another_name_is_no_command() throws Exception {
    load("plumbing.camel.yaml", "direct:poll");
    load("my_poll.camel.yaml", "direct:my_other");
    assertThat(routes.has(new CommandName("poll"))).isFalse();
    assertThat(routes.has(new CommandName("plumbing"))).isFalse();
    assertThat(routes.has(new CommandName("my_poll"))).isFalse();
    assertThat(routes.has(new CommandName("my_other"))).isFalse();
  }

  @Test
  void a_route_that_starts_elsewhere_than_at_direct_is_no_command() throws Exception {
    load("sync_rally.camel.yaml", "timer:sync_rally?delay=3600000");
    assertThat(routes.has(new CommandName("sync_rally"))).isFalse();
  }

  @Test
  void none_of_the_programs_own_plumbing_can_be_named_by_a_command() throws IOException {
    try (var files = Files.list(Path.of("routes"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".camel.yaml", "")))
          .contains("run-integration", "run-finished")
          .filteredOn(name -> !name.startsWith("sync_"))
          .allSatisfy(name -> assertThat(CommandName.in(name)).isEmpty());
    }
  }

  @Test
  void the_route_reads_its_input_with_camels_own_expressions_and_its_last_body_comes_back()
      throws Exception {
    load("sync_rally.camel.yaml", "direct:sync_rally");
    Object answer =
        routes.send(
            new CommandName("sync_rally"), Workbench.input(Map.of("alm_server", "jira.example")));
    assertThat(answer).isEqualTo("Jira of shop at jira.example for r1");
  }

  @Test
  void what_a_route_logs_of_its_body_holds_no_secret() {
    assertThat(Workbench.input(Map.of("alm_pass", "hunter22")).toString())
        .doesNotContain("hunter22", Workbench.ORDINARY);
  }

  @Test
  void a_failing_route_is_logged_by_its_name_and_without_what_it_said_of_its_params()
      throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.resolveMandatoryResource(context, "file:routes/on-error.camel.yaml"));
    Path file =
        Files.writeString(
            dir.resolve("sync_rally.camel.yaml"),
            """
            - route:
                id: sync_rally
                from:
                  uri: direct:sync_rally
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: "login failed for ${body.params.values[alm_pass]}"
            """);
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
    context.start();
    var lines = new ArrayList<String>();
    context
        .getCamelContextExtension()
        .addLogListener(
            (exchange, logger, message) -> {
              lines.add(message);
              return message;
            });
    assertThatThrownBy(() -> routes.send(new CommandName("sync_rally"), Workbench.input(SECRET)))
        .isInstanceOf(CamelExecutionException.class)
        .hasRootCauseMessage("login failed for hunter22");
    assertThat(lines).containsExactly("route=sync_rally failed: java.lang.IllegalStateException");
  }

  private void load(String fileName, String from) throws Exception {
    Path file =
        Files.writeString(
            dir.resolve(fileName),
            """
            - route:
                id: r-%s
                from:
                  uri: %s
                  steps:
                    - setBody:
                        expression:
                          simple:
                            expression: "${body.integration.alias} at \
            ${body.params.values[alm_server]} for ${body.runId}"
            """
                .formatted(fileName, from));
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
    context.start();
  }
}
