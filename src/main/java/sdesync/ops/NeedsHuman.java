package sdesync.ops;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.ops.StatusView.Attention;
import sdesync.run.Commands;
import sdesync.run.Handler;
import sdesync.store.Glances;
import sdesync.store.KnownIntegration;
import sdesync.store.Pause;
import sdesync.store.RunHistory;
import sdesync.store.Tx;

/** Which integrations do not heal by themselves, and what to do about each. */
final class NeedsHuman {
  private static final int REFUSED = 1_000;

  private final Commands commands;
  private final IntegrationReading integrations;

  NeedsHuman(Commands commands, IntegrationReading integrations) {
    this.commands = commands;
    this.integrations = integrations;
  }

  /**
   * @param most stops after so many
   */
  List<Attention> among(Tx tx, List<KnownIntegration> known, Instant now, int most) {
    Map<String, Handler> handlers = new HashMap<>();
    Map<Long, Run> refused = refused(tx);
    var attention = new ArrayList<Attention>();
    var failing = new ArrayList<KnownIntegration>();
    for (KnownIntegration k : known) {
      if (k.isGone() || attention.size() + failing.size() >= most) {
        continue;
      }
      Handler handler = handlers.computeIfAbsent(k.integration().command(), commands::handler);
      Pause pause = IntegrationReading.pauseInForce(k, now).orElse(null);
      if (pause != null && pause.auto()) {
        attention.add(paused(k, pause));
      } else if (pause == null && integrations.problem(k, handler).isPresent()) {
        attention.add(problem(k, handler));
      } else if (pause == null && k.failures() > 0) {
        failing.add(k);
      } else if (pause == null && refused.containsKey(k.id())) {
        attention.add(refused(k, refused.get(k.id())));
      }
    }
    attention.addAll(failing(tx, failing));
    return attention;
  }

  private static Attention paused(KnownIntegration known, Pause pause) {
    return attention(
        known,
        "auto_paused",
        "paused after " + known.failures() + " failures in a row",
        pause.since(),
        "correct the cause (sde-sync runs --integration %d), then sde-sync resume %d"
            .formatted(known.id(), known.id()));
  }

  private Attention problem(KnownIntegration known, Handler handler) {
    String message = integrations.problem(known, handler).orElseThrow();
    if (handler instanceof Handler.None none && message.equals(none.why())) {
      return attention(
          known, "unknown_command", message, null, "add the command, then see sde-sync check");
    }
    return attention(known, "problem", message, null, "correct the integration in SD Elements");
  }

  /** Those whose last run was refused, of the newest that were. */
  private static Map<Long, Run> refused(Tx tx) {
    Map<Long, Run> last = new RunHistory().last(tx, new Glances().refusedLately(tx, REFUSED));
    last.values().removeIf(run -> run.state() != RunState.REFUSED);
    return last;
  }

  private static Attention refused(KnownIntegration known, Run run) {
    return attention(
        known,
        run.reason() == null ? "refused" : run.reason().wireName(),
        "the last run was refused: " + run.message(),
        run.finishedAt(),
        "do what it says, then sde-sync run " + known.id());
  }

  private static List<Attention> failing(Tx tx, List<KnownIntegration> failing) {
    Map<Long, Run> last =
        new RunHistory().last(tx, failing.stream().map(KnownIntegration::id).toList());
    return failing.stream().map(k -> failing(k, last.get(k.id()))).toList();
  }

  private static Attention failing(KnownIntegration known, @Nullable Run last) {
    String why = last == null || last.message().isEmpty() ? "" : ": " + last.message();
    String reason = last == null || last.reason() == null ? "failing" : last.reason().wireName();
    String fix =
        last == null || last.startedAt() == null
            ? "see sde-sync why " + known.id()
            : "see its output: sde-sync log " + last.id();
    String times =
        known.failures() == 1
            ? "the last run failed"
            : "failed " + known.failures() + " times in a row";
    return attention(known, reason, times + why, known.failingSince(), fix);
  }

  private static Attention attention(
      KnownIntegration known, String reason, String message, @Nullable Instant since, String fix) {
    return new Attention(known.id(), known.integration().alias(), reason, message, since, fix);
  }
}
