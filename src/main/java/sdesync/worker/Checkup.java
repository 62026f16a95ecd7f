package sdesync.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sdesync.catalog.PollScope;
import sdesync.config.ConfigurationException;
import sdesync.config.Permissions;
import sdesync.config.Settings;
import sdesync.http.Outbound;
import sdesync.integration.Integration;
import sdesync.ops.CheckReport;
import sdesync.ops.CheckReport.CheckResult;
import sdesync.ops.Checks;
import sdesync.ops.Json;
import sdesync.run.Commands;
import sdesync.sde.SdElements;
import sdesync.sde.SdeFailure;

/** Looks at everything that can be wrong before it is, in a Camel of its own; changes nothing. */
final class Checkup {
  private final Settings settings;
  private final InstantSource clock;
  private final List<CheckResult> results = new ArrayList<>();

  Checkup(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  CheckReport look() {
    configuration();
    var outbound = new Outbound(settings.http(), System::nanoTime);
    var routes = new RouteFiles(settings.origin().program(), settings.run().routesDir());
    try (CamelRuntime camel = camel(routes, outbound)) {
      results.add(
          CheckResult.good("routes", routes.all().size() + " route files load"));
      sdElements(new SdElements(settings.sde(), outbound, clock), camel, routes);
    } catch (CamelRuntime.BadRoute e) {
      results.add(
          CheckResult.bad(
              "routes", String.valueOf(e.getMessage()), "correct the file, then check again"));
    }
    return CheckReport.of(results);
  }

  private void configuration() {
    var file = settings.origin().file();
    results.add(
        CheckResult.good(
            "configuration", (file == null ? "no file" : file) + ": every key is understood"));
    settings
        .warnings()
        .forEach(warning -> results.add(CheckResult.good("configuration", "warning: " + warning)));
    try {
      Permissions.require(settings);
      results.add(CheckResult.good("permissions", "nobody else can write what the daemon runs"));
    } catch (ConfigurationException e) {
      e.errors()
          .forEach(
              error ->
                  results.add(
                      CheckResult.bad("permissions", error, "the daemon refuses it; see above")));
    }
  }

  /** Routes loaded and not started: nothing ticks and nothing is sent. */
  private CamelRuntime camel(RouteFiles routes, Outbound outbound) {
    Map<String, Object> beans = new HashMap<>(outbound.beans());
    for (String name : List.of("polls", "sde", "catalog", "runner")) {
      beans.put(name, new Object());
    }
    beans.put("json", Json.MAPPER);
    return CamelRuntime.load(
        routes.all(), beans, Wiring.placeholders(settings, false), Duration.ofSeconds(10));
  }

  private void sdElements(SdElements sde, CamelRuntime camel, RouteFiles routes) {
    results.addAll(Checks.sdElements(settings.sde(), sde));
    var commands = new Commands(settings.run(), new LoadedRoutes(camel::context, routes));
    if (results.stream().noneMatch(result -> !result.ok() && result.reachability())) {
      try {
        results.addAll(Checks.commands(named(sde), commands));
      } catch (SdeFailure e) {
        results.add(
            CheckResult.bad(
                CheckResult.REACHABILITY + ": the list",
                String.valueOf(e.getMessage()),
                "until then a poll fails like this, and changes nothing"));
      }
    }
  }

  /** The commands SD Elements names. */
  private Set<String> named(SdElements sde) {
    return PollScope.of(settings.sde()).stream()
        .flatMap(scope -> sde.list(scope.project()).integrations().stream())
        .map(Integration::command)
        .collect(Collectors.toSet());
  }
}
