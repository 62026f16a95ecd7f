package sdesync.config;

import static sdesync.config.Key.Exposure.HIDDEN;
import static sdesync.config.Key.Exposure.LOCATION;
import static sdesync.config.Key.Exposure.OPEN;
import static sdesync.config.Key.Exposure.SECRET;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.notify.NotifySettings;
import sdesync.notify.NotifySettings.LateAfter;
import sdesync.ops.OpsSettings.Bind;

/** The second half of the table of settings: the ops edge, history, log, notifications. */
final class OpsKeys {
  static final Key<Bind> BIND =
      key("ops.bind", "127.0.0.1:8787", AddressForms.bind(), "where API and page listen");
  static final Key<Path> TLS_CERT = key("ops.tls-cert", Forms.path(), OPEN, "PEM certificate");
  static final Key<Path> TLS_KEY = key("ops.tls-key", Forms.path(), OPEN, "its PEM key");
  static final Key<Boolean> BEHIND_PROXY =
      key("ops.behind-proxy", "false", Forms.flag(), "a proxy with TLS stands in front");
  static final Key<URI> PUBLIC_URL =
      key("ops.public-url", AddressForms.url(), LOCATION, "the URL people use then");
  static final Key<List<String>> TRUSTED_PROXIES =
      key(
          "ops.trusted-proxies",
          Forms.list(AddressForms.host()),
          OPEN,
          "addresses whose forwarding headers are believed");
  static final Key<Path> TOKENS =
      key("ops.tokens", Forms.path(), OPEN, "file of SCOPE SHA-256-HEX NAME lines");
  static final Key<URI> URL =
      key("ops.url", AddressForms.url(), LOCATION, "the daemon that verbs ask; default: ops.bind");
  static final Key<String> TOKEN =
      key(
          "ops.token",
          Forms.matching("[!-~]{1,4096}", "the token alone: visible ASCII, no blanks"),
          SECRET,
          "what verbs authenticate with; default: data.dir/ops-token");
  static final Key<Boolean> PUBLIC_METRICS =
      key("ops.public-metrics", "false", Forms.flag(), "/observe/metrics without a token");

  static final Key<Boolean> INTEGRATION_METRICS =
      key("ops.integration-metrics", "true", Forms.flag(), "metrics of each integration, too");

  static final Key<Integer> HISTORY_DAYS =
      key("history.days", "90", Forms.number(1, 100_000), "runs are kept for that long");
  static final Key<Integer> HISTORY_RUNS =
      key("history.runs", "200", Forms.number(1, 1_000_000), "kept of each integration");
  static final Key<Long> HISTORY_BYTES =
      key("history.bytes", "2GB", Forms.size(), "output kept in all");

  static final Key<String> LOG_LEVEL =
      key("log.level", "info", Forms.word("error", "warn", "info", "debug", "trace"), "how much");
  static final Key<String> LOG_FORMAT =
      key("log.format", "plain", Forms.word("plain", "json"), "lines for people or machines");

  static final Key<URI> WEBHOOK =
      key("notify.webhook", AddressForms.webhook(), HIDDEN, "where changes of state are told");
  static final Key<NotifySettings.Form> WEBHOOK_FORM =
      key("notify.webhook-form", "json", KeyForms.webhookForm(), "in which form");
  static final Key<List<String>> MAIL_TO =
      key("notify.mail-to", Forms.list(mailAddress()), OPEN, "who gets mail");
  static final Key<String> MAIL_FROM =
      key("notify.mail-from", mailAddress(), OPEN, "who it comes from");
  static final Key<URI> SMTP =
      key("notify.smtp", AddressForms.smtp(), HIDDEN, "through which mail server");
  static final Key<URI> PING =
      key("notify.ping", AddressForms.webhook(), HIDDEN, "asked while all is well");
  static final Key<LateAfter> LATE_AFTER =
      key("notify.late-after", "2 periods", KeyForms.lateAfter(), "when a missing success is told");

  static final List<Key<?>> TABLE =
      List.of(
          BIND,
          TLS_CERT,
          TLS_KEY,
          BEHIND_PROXY,
          PUBLIC_URL,
          TRUSTED_PROXIES,
          TOKENS,
          URL,
          TOKEN,
          PUBLIC_METRICS,
          INTEGRATION_METRICS,
          HISTORY_DAYS,
          HISTORY_RUNS,
          HISTORY_BYTES,
          LOG_LEVEL,
          LOG_FORMAT,
          WEBHOOK,
          WEBHOOK_FORM,
          MAIL_TO,
          MAIL_FROM,
          SMTP,
          PING,
          LATE_AFTER);

  private OpsKeys() {}

  private static Form<String> mailAddress() {
    return Forms.matching("[^@\\s]+@[^@\\s]+", "a mail address such as ops@example.com");
  }

  private static <T> Key<T> key(String name, Form<T> form, Key.Exposure exposure, String meaning) {
    return new Key<>(name, null, form, exposure, meaning);
  }

  private static <T> Key<T> key(
      String name, @Nullable String fallback, Form<T> form, String meaning) {
    return new Key<>(name, fallback, form, OPEN, meaning);
  }
}
