package sdesync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ScriptDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdesync.catalog.Catalog;
import sdesync.catalog.Polls;
import sdesync.jobs.AgentBeat;
import sdesync.jobs.JobReports;
import sdesync.jobs.JobRequests;
import sdesync.notify.Mail;
import sdesync.notify.Notices;
import sdesync.notify.Pings;
import sdesync.notify.Webhook;
import sdesync.run.Runner;
import sdesync.sde.SdElements;
import sdesync.worker.NativeSync;

/** The plot in routes/ holds: every name it uses exists, and nothing in it is code or secret. */
class RoutesTest {
  /** The beans of worker.Wiring, by the names the routes use. */
  private static final Map<String, Class<?>> BEANS =
      Map.ofEntries(
          Map.entry("polls", Polls.class),
          Map.entry("catalog", Catalog.class),
          Map.entry("sde", SdElements.class),
          Map.entry("runner", Runner.class),
          Map.entry("reports", JobReports.class),
          Map.entry("requests", JobRequests.class),
          Map.entry("agent", AgentBeat.class),
          Map.entry("notices", Notices.class),
          Map.entry("webhook", Webhook.class),
          Map.entry("mail", Mail.class),
          Map.entry("pings", Pings.class),
          Map.entry("syncRally", NativeSync.class));

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final List<Path> files = new ArrayList<>();

  @BeforeEach
  void load() throws Exception {
    try (Stream<Path> routes = Files.list(Path.of("routes"))) {
      files.addAll(routes.sorted().toList());
    }
    for (Path file : files) {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
    }
  }

  @AfterEach
  void close() throws IOException {
    context.close();
  }

  @Test
  void a_file_is_one_story_and_its_first_route_has_the_files_name() {
    for (Path file : files) {
      assertThat(file.toString()).endsWith(".camel.yaml");
      String name = file.getFileName().toString().replace(".camel.yaml", "");
      List<RouteDefinition> inFile =
          routes().stream()
              .filter(route -> route.getResource().getLocation().endsWith(file.toString()))
              .toList();
      if (!name.equals("on-error")) {
        assertThat(inFile).as(file.toString()).isNotEmpty();
        assertThat(inFile.get(0).getRouteId()).isEqualTo(name);
      }
    }
  }

  @Test
  void every_route_has_an_id_and_a_description() {
    for (RouteDefinition route : routes()) {
      assertThat(route.hasCustomIdAssigned()).as(route.toString()).isTrue();
      assertThat(route.getDescriptionText()).as(route.getRouteId()).isNotBlank();
    }
  }

  @Test
  void every_bean_and_method_exists() {
    List<BeanDefinition> calls =
        routes().stream().flatMap(route -> steps(route, BeanDefinition.class)).toList();
    assertThat(calls).isNotEmpty();
    for (BeanDefinition call : calls) {
      assertThat(BEANS).containsKey(call.getRef());
      assertThat(call.getMethod()).as("explicit method of %s", call.getRef()).isNotBlank();
      String method = call.getMethod().replaceAll("\\(.*", "");
      assertThat(Arrays.stream(BEANS.get(call.getRef()).getMethods()).map(Method::getName))
          .contains(method);
    }
  }

  @Test
  void each_direct_endpoint_has_one_consumer() {
    assertThat(
            routes().stream()
                .map(route -> route.getInput().getEndpointUri())
                .filter(uri -> uri.startsWith("direct:")))
        .doesNotHaveDuplicates()
        .contains("direct:run-integration", "direct:run-finished", "direct:poll-now");
  }

  @Test
  void nothing_is_a_script_and_nothing_is_secret() throws IOException {
    assertThat(routes().stream().flatMap(route -> steps(route, ScriptDefinition.class))).isEmpty();
    for (Path file : files) {
      assertThat(Files.readString(file))
          .doesNotContainIgnoringCase("groovy")
          .doesNotContainIgnoringCase("password")
          .doesNotContain("Token ");
    }
  }

  private List<RouteDefinition> routes() {
    return ((ModelCamelContext) context).getRouteDefinitions();
  }

  private static <T extends ProcessorDefinition<?>> Stream<T> steps(
      RouteDefinition route, Class<T> type) {
    return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), type).stream();
  }
}
