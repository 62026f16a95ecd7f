package sdesync.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdesync.notify.NotifySettings;
import sdesync.notify.NotifySettings.LateAfter;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.run.RunSettings.TokenForm;

/** The forms of single keys. */
final class KeyForms {
  private static final Pattern PERIODS = Pattern.compile("([1-9][0-9]{0,3}) +periods?");

  private KeyForms() {}

  /** Project ids; empty for {@code all}. */
  static Form<List<Long>> projects() {
    Form<List<Long>> ids = Forms.list(id());
    return new Form<>(
        "all, or project ids separated by commas",
        text -> text.equals("all") ? List.of() : ids.read(text));
  }

  static Form<Long> id() {
    return new Form<>(
        "a positive id",
        text -> {
          if (!text.matches("[1-9]\\d{0,17}")) {
            throw new Unfit("not a positive id");
          }
          return Long.parseLong(text);
        });
  }

  static Form<ParamsForm> params() {
    return Forms.word(
        Map.of(
            "stdin-json", ParamsForm.STDIN_JSON,
            "stdin-ini", ParamsForm.STDIN_INI,
            "file-json", ParamsForm.FILE_JSON,
            "file-ini", ParamsForm.FILE_INI,
            "none", ParamsForm.NONE),
        "stdin-json, stdin-ini, file-json, file-ini, none");
  }

  static Form<TokenForm> token() {
    return Forms.word(
        Map.of("ordinary", TokenForm.ORDINARY, "admin", TokenForm.ADMIN, "none", TokenForm.NONE),
        "ordinary, admin, none");
  }

  static Form<NotifySettings.Form> webhookForm() {
    return Forms.word(
        Map.of(
            "json", NotifySettings.Form.JSON,
            "slack", NotifySettings.Form.SLACK,
            "teams", NotifySettings.Form.TEAMS),
        "json, slack, teams");
  }

  /** Periods of each integration's own, or a time. */
  static Form<LateAfter> lateAfter() {
    Form<Duration> time = Forms.duration(Duration.ofSeconds(1));
    return new Form<>(
        "such as 2 periods or 36h",
        text -> {
          Matcher periods = PERIODS.matcher(text);
          return periods.matches()
              ? new LateAfter(Integer.parseInt(periods.group(1)), Optional.empty())
              : new LateAfter(0, Optional.of(time.read(text)));
        });
  }
}
