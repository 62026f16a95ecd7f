package sdesync.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import sdesync.catalog.PollScope;
import sdesync.config.ConfigurationException;
import sdesync.config.Permissions;
import sdesync.config.Settings;
import sdesync.http.Outbound;
import sdesync.integration.Integration;
import sdesync.ops.CheckReport;
import sdesync.ops.CheckReport.CheckResult;
import sdesync.ops.Json;
import sdesync.run.Commands;
import sdesync.run.Handler;
import sdesync.run.RunSettings.CommandSpec;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.sde.SdElements;
import sdesync.sde.SdeFailure;
import sdesync.sde.SdeSettings;
import sdesync.sde.Sight;
import sdesync.sde.Token;

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
    SdeSettings configured = settings.sde();
    boolean readable = false;
    if (configured.adminToken() != null) {
      readable |= probe(sde, Token.ADMIN);
    }
    if (configured.token() != null) {
      readable |= probe(sde, Token.ORDINARY);
    }
    if (readable) {
      commands(sde, new Commands(settings.run(), new LoadedRoutes(camel::context, routes)));
    }
  }

  private boolean probe(SdElements sde, Token token) {
    String name = CheckResult.REACHABILITY + ": " + token.key();
    try {
      Sight sight = sde.probe(token);
      if (token == Token.ADMIN && sight == Sight.NO_PARAMS) {
        results.add(
            CheckResult.bad(
                token.key(),
                "SD Elements shows it integrations but no params: it is an ordinary token",
                "give the token of a user who may edit issue tracker connections as "
                    + token.key()));
      } else {
        results.add(CheckResult.good(name, settings.sde().url() + " " + said(sight)));
      }
      return true;
    } catch (SdeFailure e) {
      results.add(
          CheckResult.bad(
              name,
              String.valueOf(e.getMessage()),
              e.kind() == SdeFailure.Kind.UNAUTHORIZED
                  ? "put a valid token into " + token.key()
                  : "see that sde.url=" + settings.sde().url() + " is right and answers from here"));
      return false;
    }
  }

  private static String said(Sight sight) {
    return switch (sight) {
      case PARAMS -> "accepts it and shows integrations with their params";
      case NO_PARAMS -> "accepts it and shows integrations, without params";
      case NOTHING -> "accepts it and shows not one integration";
    };
  }

  private void commands(SdElements sde, Commands commands) {
    Map<String, TreeSet<Long>> used = new TreeMap<>();
    try {
      for (PollScope scope : PollScope.of(settings.sde())) {
        for (Integration integration : sde.list(scope.project()).integrations()) {
          used.computeIfAbsent(integration.command(), name -> new TreeSet<>())
              .add(integration.id());
        }
      }
    } catch (SdeFailure e) {
      results.add(
          CheckResult.bad(
              CheckResult.REACHABILITY + ": list",
              String.valueOf(e.getMessage()),
              "a poll would fail like this, and change nothing"));
      return;
    }
    used.forEach((command, ids) -> command(commands.handler(command), command, ids));
  }

  private void command(Handler handler, String command, TreeSet<Long> ids) {
    String name = "command " + command.replaceAll("[^a-z0-9_]", "?");
    String whose = " (" + (ids.size() == 1 ? "integration " : "integrations ") + some(ids) + ")";
    if (handler instanceof Handler.None none) {
      results.add(
          CheckResult.bad(
              name, "nobody handles it" + whose + ": " + none.why(), "until then it is refused"));
      return;
    }
    CommandSpec spec =
        settings.run().commands().getOrDefault(command, CommandSpec.DEFAULTS);
    results.add(
        CheckResult.good(name, handler.kind() + whose + ", " + handed(spec)));
  }

  private static String some(TreeSet<Long> ids) {
    List<String> first = ids.stream().limit(5).map(String::valueOf).toList();
    return String.join(", ", first) + (ids.size() > 5 ? " and " + (ids.size() - 5) + " more" : "");
  }

  private static String handed(CommandSpec spec) {
    String params = spec.params() == ParamsForm.NONE ? "no params" : "its params";
    return switch (spec.token()) {
      case ADMIN -> "is handed " + params + " and the admin token";
      case ORDINARY -> "is handed " + params + " and the ordinary token";
      case NONE -> "is handed " + params + " and no token";
    };
  }
}
