package sdesync.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.store.Pause;

/** What the ledger says to people: what happened, with which value, and what comes of it. */
final class Sentences {
  private Sentences() {}

  static String overlap(Run open) {
    return open.state() == RunState.RUNNING
        ? "Run " + open.id() + " was still running when this slot came."
        : "Run " + open.id() + " was still waiting when this slot came.";
  }

  static String behind(Run running) {
    return "It waits for run " + running.id() + " to end.";
  }

  static String missed() {
    return "No node was running and reaching the store within 5 minutes of this slot.";
  }

  static String paused(@Nullable Pause pause) {
    if (pause == null) {
      return "The integration was paused.";
    }
    String by = pause.by() == null ? "" : " by " + pause.by();
    String until = pause.until() == null ? "" : " until " + pause.until();
    String note = pause.note() == null ? "" : ": " + pause.note();
    return "The integration was paused at " + pause.since() + by + until + note + ".";
  }

  static String gone() {
    return "SD Elements no longer lists this integration; it runs again when it is back.";
  }

  static String frequencyChanged(String frequency) {
    return "The frequency is now '" + frequency + "', so this slot is no longer run by itself.";
  }

  static String gate(Reason why) {
    return why == Reason.SDE_UNAUTHORIZED
        ? "SD Elements refuses the token; the newest slot runs with its first good answer."
        : "SD Elements cannot be reached; the newest slot runs with its first good answer.";
  }

  static String nodeLost(@Nullable String node) {
    return "Node " + node + " died or was cut off while it ran; it runs again as a recovery.";
  }

  static String cutTwice(Run run, String how) {
    return "Its first run "
        + run.recovers()
        + " was cut short, and so was this one ("
        + how
        + "); it is not run a third time. Look at the logs of node "
        + run.node()
        + ", then run it by hand.";
  }

  static String retry(Outcome ended, int attempt, int most, Instant next) {
    return "Attempt %d of %d: %s Next attempt at %s."
        .formatted(attempt, most, stopped(ended.message()), next);
  }

  private static String stopped(String message) {
    return message.isEmpty() || message.endsWith(".") ? message : message + ".";
  }

  static String cancelledBy(String who) {
    return "Cancelled by " + who + ".";
  }

  static String autoPause(int failures, Duration over) {
    return "%d runs in a row failed over %s; see their messages, then resume it"
        .formatted(failures, spoken(over));
  }

  private static String spoken(Duration time) {
    return time.toHours() >= 48 ? time.toDays() + " days" : time.toHours() + " hours";
  }
}
