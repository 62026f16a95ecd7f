package sdesync.notify;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sdesync.history.Run;
import sdesync.integration.Integration;
import sdesync.notify.Late.Missed;
import sdesync.notify.Notice.Concerned;
import sdesync.ops.RunView;
import sdesync.redact.Masker;
import sdesync.store.KnownIntegration;
import sdesync.store.Pause;
import sdesync.store.PollState;
import sdesync.store.ToldStore.Told;

/** What a notice says: what happened, with which value, and what to do. Masked. */
public final class Wording {
  private static final int LONGEST_TITLE = 150;
  private static final int LONGEST = 2_000;

  private final String node;
  private final @Nullable URI publicUrl;
  private final Supplier<Masker> masker;
  private final InstantSource clock;

  /**
   * @param publicUrl null when nobody knows where the page is
   */
  public Wording(
      String node, @Nullable URI publicUrl, Supplier<Masker> masker, InstantSource clock) {
    this.node = node;
    this.publicUrl = publicUrl;
    this.masker = masker;
    this.clock = clock;
  }

  Notice failed(KnownIntegration known, @Nullable RunView run) {
    String reason = run == null || run.reason() == null ? "failed" : run.reason();
    String message = run == null ? "" : run.message();
    return about(
        Event.FAILED,
        known,
        name(known) + " fails: " + reason,
        message + " You will hear again when it succeeds or is paused.",
        run);
  }

  Notice autoPaused(KnownIntegration known, Pause pause, @Nullable RunView run) {
    String note = pause.note() == null ? "" : pause.note();
    return about(
        Event.AUTO_PAUSED,
        known,
        name(known) + " is paused: it failed too often",
        note + ". Correct the cause, then: sde-sync resume " + known.id(),
        run);
  }

  Notice recovered(KnownIntegration known, Told told, @Nullable RunView run) {
    return about(
        Event.RECOVERED,
        known,
        name(known) + " succeeds again",
        "It was " + told.state().replace('_', ' ') + " for " + since(told.since()) + ".",
        run);
  }

  Notice late(KnownIntegration known, Missed missed) {
    String without = "No success for " + since(missed.since()) + ". ";
    Run run = missed.running() == null ? missed.waiting() : missed.running();
    return about(
        Event.LATE,
        known,
        name(known) + " is late",
        without + why(known, missed),
        run == null ? null : RunView.of(run));
  }

  private static String why(KnownIntegration known, Missed missed) {
    Run running = missed.running();
    Run waiting = missed.waiting();
    if (running != null) {
      return "Run "
          + running.id()
          + " is running since "
          + running.startedAt()
          + " on node "
          + running.node()
          + "; see its output: sde-sync log "
          + running.id();
    }
    if (waiting != null) {
      return "Run "
          + waiting.id()
          + " is due since "
          + (waiting.slot() == null ? waiting.queuedAt() : waiting.slot())
          + " and has not started. "
          + waiting.message();
    }
    return "See why: sde-sync why " + known.id();
  }

  Notice sdeDown(PollState poll) {
    return notice(
        Event.SDE_DOWN,
        "SD Elements cannot be used",
        poll.problem() + " Due runs wait; the newest of each goes on when it is back.",
        null,
        null);
  }

  Notice sdeBack(Told told) {
    return notice(
        Event.SDE_BACK,
        "SD Elements is back",
        "It was away for " + since(told.since()) + ". What waited goes on.",
        null,
        null);
  }

  private static String name(KnownIntegration known) {
    return known.integration().alias() + " (" + known.id() + ")";
  }

  private String since(Instant then) {
    return Notices.spoken(Duration.between(then, clock.instant()));
  }

  private Notice about(
      Event event, KnownIntegration known, String title, String message, @Nullable RunView run) {
    Integration it = known.integration();
    var concerned =
        new Concerned(
            it.id(), it.projectId(), clean(it.system()), clean(it.alias()), clean(it.command()));
    return notice(event, title, message, concerned, run);
  }

  private Notice notice(
      Event event,
      String title,
      String message,
      @Nullable Concerned concerned,
      @Nullable RunView run) {
    String page = concerned == null ? "/" : "/integrations/" + concerned.id();
    return new Notice(
        event.wireName(),
        clock.instant(),
        node,
        cut(clean(title).replaceAll("\\s+", " "), LONGEST_TITLE),
        cut(clean(message).strip(), LONGEST),
        concerned,
        run,
        publicUrl == null ? null : publicUrl.toString().replaceFirst("/+$", "") + page);
  }

  /** No secret of ours, and no control character: a title is a mail's subject. */
  private String clean(String text) {
    return masker.get().mask(text).replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
