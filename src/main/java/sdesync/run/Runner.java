package sdesync.run;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.integration.Frequency;
import sdesync.integration.Integration;
import sdesync.integration.Params;
import sdesync.integration.RunRequest;
import sdesync.integration.StopCause;
import sdesync.redact.Secret;
import sdesync.run.RunSettings.CommandSpec;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.sde.Fetched;
import sdesync.sde.SdeFailure;
import sdesync.sde.SdeSettings;

/** One attempt of a run, from the request to its outcome: what direct:run-integration calls. */
public final class Runner {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

  private final Commands commands;
  private final FreshIntegrations fresh;
  private final SdeSettings sde;
  private final ExternalCommand external;
  private final RouteCommand route;

  public Runner(
      Commands commands,
      FreshIntegrations fresh,
      SdeSettings sde,
      ExternalCommand external,
      RouteCommand route) {
    this.commands = commands;
    this.fresh = fresh;
    this.sde = sde;
    this.external = external;
    this.route = route;
  }

  /** Runs it to its end. Whatever happens is in the outcome; this throws nothing. */
  public Outcome run(RunRequest request) {
    try {
      return stopped(request).orElseGet(() -> attempt(request));
    } catch (ParamsInvalid e) {
      return refused(Reason.PARAMS_INVALID, e.getMessage() + ".");
    } catch (RuntimeException e) {
      // The edge of a run: the worker lives, the next slot tries again.
      LOG.error("run {} of integration {}", request.runId(), request.integration().id(), e);
      return FailureClass.INTERNAL.outcome("The worker itself failed; its log has the cause.");
    }
  }

  private Outcome attempt(RunRequest request) {
    Handler known = commands.handler(request.integration().command());
    if (!wantsParams(known)) {
      return execute(known, request, request.integration(), Params.none());
    }
    if (!fresh.withParams()) {
      return known instanceof Handler.None none
          ? refused(Reason.UNKNOWN_COMMAND, none.why())
          : refused(Reason.PARAMS_MISSING, PARAMS_MISSING);
    }
    Optional<Fetched> fetched;
    try {
      fetched = fresh.fetch(request.integration());
    } catch (SdeFailure e) {
      // An unknown command might have become another one; that it did nobody can tell now.
      return known instanceof Handler.None none
          ? refused(Reason.UNKNOWN_COMMAND, none.why())
          : FailureClass.of(e).outcome(String.valueOf(e.getMessage()));
    }
    return fetched
        .map(found -> stopped(request).orElseGet(() -> fetched(request, found)))
        .orElseGet(() -> gone(request));
  }

  /** What was fetched is what runs, whatever the last poll saw. */
  private Outcome fetched(RunRequest request, Fetched found) {
    Integration now = found.integration();
    if (scheduled(request) && now.frequency().equals(Frequency.MANUALLY.wireName())) {
      return Outcome.of(
          RunState.SKIPPED,
          Reason.FREQUENCY_CHANGED,
          "The integration became 'manually' in SD Elements before its slot was run.");
    }
    Handler handler = commands.handler(now.command());
    if (!wantsParams(handler)) {
      return execute(handler, request, now, Params.none());
    }
    return now.params() == null && !(handler instanceof Handler.None)
        ? refused(Reason.PARAMS_MISSING, PARAMS_NOT_SHOWN)
        : execute(handler, request, now, found.params());
  }

  private Outcome execute(
      Handler handler, RunRequest request, Integration integration, Params params) {
    if (handler instanceof Handler.External process) {
      return external.run(process, input(request, integration, params, granted(process.spec())));
    }
    if (handler instanceof Handler.Route camel) {
      Secret token = granted(camel.spec());
      boolean worksForUs = camel.spec().token() == RunSettings.TokenForm.ORDINARY;
      return route.run(
          camel,
          input(
              request,
              integration,
              params,
              token == null && worksForUs ? sde.adminToken() : token));
    }
    return refused(Reason.UNKNOWN_COMMAND, ((Handler.None) handler).why());
  }

  private CommandInput input(
      RunRequest request, Integration integration, Params params, @Nullable Secret token) {
    return new CommandInput(
        request.runId(),
        request.attempt(),
        integration,
        params,
        new CommandInput.Sde(sde.url(), token),
        request.cancellation(),
        line -> {});
  }

  /** The token the command is granted; the admin one only by explicit configuration. */
  private @Nullable Secret granted(CommandSpec spec) {
    return switch (spec.token()) {
      case ORDINARY -> sde.token();
      case ADMIN -> sde.adminToken();
      case NONE -> null;
    };
  }

  private static boolean wantsParams(Handler handler) {
    if (handler instanceof Handler.External process) {
      return process.spec().params() != ParamsForm.NONE;
    }
    // An unknown command too: what is fetched may name a known one.
    return !(handler instanceof Handler.Route camel) || camel.spec().params() != ParamsForm.NONE;
  }

  /** A run that stands for a slot, by whatever trigger. */
  private static boolean scheduled(RunRequest request) {
    return request.slot() != null;
  }

  private static Optional<Outcome> stopped(RunRequest request) {
    Optional<StopCause> cause = request.cancellation().cause();
    return cause.map(why -> Stopped.outcome(why, OutputFacts.NONE));
  }

  private static Outcome gone(RunRequest request) {
    return Outcome.of(
        scheduled(request) ? RunState.SKIPPED : RunState.REFUSED,
        Reason.GONE,
        "SD Elements no longer lists integration %d.".formatted(request.integration().id()));
  }

  private static Outcome refused(Reason reason, String message) {
    return Outcome.of(RunState.REFUSED, reason, message);
  }

  private static final String PARAMS_NOT_SHOWN =
      "SD Elements shows no params to sde.admin-token: it is the token of an ordinary user. Put one of"
          + " a user there who may edit this integration, or set command.NAME.params=none for a"
          + " command that needs none.";

  private static final String PARAMS_MISSING =
      "Params are read under the admin token only and none is configured: set sde.admin-token, or"
          + " command.NAME.params=none for a command that needs none.";
}
