package sdesync.ops;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import sdesync.ops.CheckReport.CheckResult;
import sdesync.run.Commands;
import sdesync.run.Handler;
import sdesync.run.RunSettings.CommandSpec;
import sdesync.run.RunSettings.TokenForm;
import sdesync.sde.Dialect;
import sdesync.sde.IntegrationList;
import sdesync.sde.SdElements;
import sdesync.sde.SdeFailure;
import sdesync.sde.SdeSettings;
import sdesync.sde.Sight;
import sdesync.sde.Token;

/** What {@code check} looks at; each asks and reads, and changes nothing. */
public final class Checks {
  private Checks() {}

  /** Reaches SD Elements with each token, and says what that token may see. */
  public static List<CheckResult> sdElements(SdeSettings settings, SdElements sde) {
    var results = new ArrayList<CheckResult>();
    if (settings.token() != null) {
      results.add(token(settings, sde, Token.ORDINARY));
    }
    if (settings.adminToken() != null) {
      results.add(token(settings, sde, Token.ADMIN));
    } else {
      results.add(
          CheckResult.good(
              Token.ADMIN.key(),
              "not given: only commands with params=none run, every other run is refused"));
    }
    return results;
  }

  /** Which API is spoken, and what follows from it. */
  public static CheckResult dialect(SdeSettings settings, Dialect dialect) {
    boolean asked = settings.api().dialect() == null;
    return CheckResult.good(
        "sde.api",
        dialect.word() + (asked ? ", as the server itself" : "") + ": " + means(settings, dialect));
  }

  private static String means(SdeSettings settings, Dialect dialect) {
    boolean reports =
        Objects.requireNonNullElse(settings.api().reportResults(), dialect.hasConnections());
    String told = reports ? "; each run's result is posted as a job" : "; results are not posted";
    if (!dialect.hasConnections()) {
      return "one list of integrations, with params on request" + told;
    }
    return "lists of connections, with params as the token may see them; "
        + (settings.api().onlyInaccessible()
            ? "those marked for a remote agent are run"
            : "all of them are run, those too that SD Elements runs itself")
        + told;
  }

  /** What a list left out, and why. */
  public static List<CheckResult> leftOut(IntegrationList list) {
    var results = new ArrayList<CheckResult>();
    if (list.leftToServer() > 0) {
      results.add(
          CheckResult.good(
              "sde.only-inaccessible",
              "connections left to SD Elements, which runs them itself because their connector is not"
                  + " marked for a remote agent: "
                  + list.leftToServer()));
    }
    if (!list.unreadTypes().isEmpty()) {
      results.add(
          CheckResult.good(
              "the list",
              "SD Elements does not show this token its connections of type "
                  + String.join(", ", new TreeSet<>(list.unreadTypes()))));
    }
    return results;
  }

  private static CheckResult token(SdeSettings settings, SdElements sde, Token token) {
    try {
      return seen(settings, token, sde.probe(token));
    } catch (SdeFailure e) {
      String message = String.valueOf(e.getMessage());
      return switch (e.kind()) {
        case UNREACHABLE ->
            CheckResult.bad(
                CheckResult.REACHABILITY + " with " + token.key(),
                message,
                "see that sde.url is right and that this machine may reach it (http.proxy, http.ca)");
        case UNAUTHORIZED ->
            CheckResult.bad(
                CheckResult.REACHABILITY + " with " + token.key(),
                message,
                "put an API token that SD Elements accepts into " + token.key());
        case BAD_ANSWER, REFUSED ->
            CheckResult.bad(
                "sde.url", message, "see that sde.url is the base URL of SD Elements itself");
      };
    }
  }

  private static CheckResult seen(SdeSettings settings, Token token, Sight sight) {
    String at = settings.url() + ": ";
    if (token == Token.ORDINARY) {
      return CheckResult.good(token.key(), at + "accepted, may list integrations");
    }
    return switch (sight) {
      case PARAMS -> CheckResult.good(token.key(), at + "accepted, may read params");
      case NO_PARAMS ->
          CheckResult.bad(
              token.key(),
              at + "accepted, but SD Elements shows it no params: it is not an administrator's",
              "put an administrator's API token into sde.admin-token");
      case NOTHING ->
          CheckResult.good(
              token.key(), at + "accepted; no integration is listed, so params were not seen");
    };
  }

  /** Looks each command up, and says which of our tokens it is handed. */
  public static List<CheckResult> commands(Collection<String> names, Commands commands) {
    return new TreeSet<>(names)
        .stream().map(name -> command(name, commands.handler(name))).toList();
  }

  private static CheckResult command(String name, Handler handler) {
    String about = "command " + name;
    if (handler instanceof Handler.None none) {
      return CheckResult.bad(
          about,
          "nobody handles it: " + none.why(),
          "provide the command, or ask why SD Elements names it");
    }
    if (handler instanceof Handler.External external) {
      String program = external.argv().get(0);
      if (program.startsWith("/") && !Files.isExecutable(Path.of(program))) {
        return CheckResult.bad(
            about,
            program + " is not there or not executable for this user",
            "correct command." + name + ".exec, or install the program");
      }
      return CheckResult.good(about, "external: " + handed(external.spec()));
    }
    return CheckResult.good(about, "native: a Camel route");
  }

  private static String handed(CommandSpec spec) {
    if (spec.token() == TokenForm.NONE) {
      return "is handed no token of ours";
    }
    return spec.token() == TokenForm.ADMIN
        ? "is handed sde.admin-token"
        : "is handed sde.token, if any";
  }
}
