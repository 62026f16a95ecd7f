package sdesync.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sdesync.catalog.PollScope;
import sdesync.config.ConfigurationException;
import sdesync.config.Permissions;
import sdesync.config.Settings;
import sdesync.ops.CheckReport;
import sdesync.ops.CheckReport.CheckResult;
import sdesync.ops.Checks;
import sdesync.schedule.EngineMode;
import sdesync.sde.IntegrationList;
import sdesync.sde.SdElements;
import sdesync.sde.SdeFailure;
import sdesync.store.Database;

/** Looks at everything that can be wrong before it is, in parts of its own; changes nothing. */
final class Checkup {
  private final Settings settings;
  private final List<CheckResult> results = new ArrayList<>();

  Checkup(Settings settings) {
    this.settings = settings;
  }

  CheckReport look() {
    configuration();
    permissions();
    Database none = Database.unopened(settings.store());
    try (var wiring =
        new Wiring(settings, none, EngineMode.ONLY_REQUESTED, "check", OurSecrets.of(settings))) {
      wiring.load();
      results.add(CheckResult.good("routes", wiring.routes() + " files load"));
      sdElements(wiring);
    } catch (CamelRuntime.BadRoute e) {
      results.add(
          CheckResult.bad(
              "routes", String.valueOf(e.getMessage()), "correct the file, then check again"));
    }
    return CheckReport.of(results);
  }

  private void configuration() {
    Path file = settings.origin().file();
    results.add(
        CheckResult.good(
            "configuration", (file == null ? "no file" : file) + ": every key is understood"));
    for (String warning : settings.warnings()) {
      results.add(CheckResult.good("configuration", "warning: " + warning));
    }
  }

  private void permissions() {
    try {
      Permissions.require(settings);
      results.add(CheckResult.good("permissions", "nobody else can write what the daemon runs"));
    } catch (ConfigurationException e) {
      for (String error : e.errors()) {
        results.add(
            CheckResult.bad("permissions", error, "until then the daemon refuses to start"));
      }
    }
  }

  private void sdElements(Wiring wiring) {
    results.addAll(Checks.sdElements(settings.sde(), wiring.sde));
    if (results.stream().anyMatch(result -> !result.ok() && result.reachability())) {
      return;
    }
    try {
      results.add(Checks.dialect(settings.sde(), wiring.sde.dialect()));
      results.addAll(wiring.talk.check());
      results.addAll(Checks.commands(named(wiring.sde), wiring.commands));
    } catch (SdeFailure e) {
      results.add(
          CheckResult.bad(
              CheckResult.REACHABILITY + ": the list",
              String.valueOf(e.getMessage()),
              "until then a poll fails like this, and changes nothing"));
    }
  }

  /** The commands SD Elements names. */
  private Set<String> named(SdElements sde) {
    Set<String> commands = new HashSet<>();
    for (PollScope scope : PollScope.of(settings.sde())) {
      IntegrationList list = sde.list(scope.project());
      results.addAll(Checks.leftOut(list));
      list.integrations().forEach(one -> commands.add(one.command()));
    }
    return commands;
  }
}
