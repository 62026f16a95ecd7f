package sdesync.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdesync.notify.NotifySettings;
import sdesync.ops.OpsSettings;
import sdesync.redact.Secret;
import sdesync.retention.RetentionSettings;

/** Builds the settings of the ops edge and of the log. */
final class OpsReader {
  private final Values values;

  OpsReader(Values values) {
    this.values = values;
  }

  OpsSettings ops() {
    OpsSettings.Bind bind = values.get(OpsKeys.BIND);
    OpsSettings.Edge edge = edge();
    guarded(bind, edge);
    return new OpsSettings(
        bind,
        edge,
        values.readableOrNull(OpsKeys.TOKENS),
        new OpsSettings.Client(
            values.orNull(OpsKeys.URL),
            values.secretOrNull(OpsKeys.TOKEN),
            values.readableOrNull(Keys.HTTP_CA)),
        new OpsSettings.Metrics(
            values.get(OpsKeys.PUBLIC_METRICS), values.get(OpsKeys.INTEGRATION_METRICS)),
        values.path(Keys.DATA_DIR));
  }

  private OpsSettings.Edge edge() {
    return new OpsSettings.Edge(
        values.readableOrNull(OpsKeys.TLS_CERT),
        values.readableOrNull(OpsKeys.TLS_KEY),
        values.get(OpsKeys.BEHIND_PROXY),
        values.orNull(OpsKeys.PUBLIC_URL),
        values.find(OpsKeys.TRUSTED_PROXIES).orElse(List.of()));
  }

  private void guarded(OpsSettings.Bind bind, OpsSettings.Edge edge) {
    if (edge.behindProxy() && !values.isGiven(OpsKeys.PUBLIC_URL)) {
      values.error(
          "ops.behind-proxy=true needs ops.public-url, the URL people use; give it, such as"
              + " https://sync.example.com");
    }
    if ((edge.tlsCert() == null) != (edge.tlsKey() == null)) {
      values.error("ops.tls-cert and ops.tls-key belong together; give both or none");
    }
    boolean encrypted = edge.tlsCert() != null && edge.tlsKey() != null;
    if (!AddressForms.isLoopback(bind.host()) && !encrypted && !edge.behindProxy()) {
      values.error(
          "ops.bind="
              + bind
              + ": would send tokens unencrypted; allowed: a loopback address, or another one with"
              + " ops.tls-cert and ops.tls-key, or with ops.behind-proxy=true and ops.public-url");
    }
  }

  RetentionSettings retention() {
    return new RetentionSettings(
        values.get(OpsKeys.HISTORY_DAYS),
        values.get(OpsKeys.HISTORY_RUNS),
        values.get(OpsKeys.HISTORY_BYTES));
  }

  NotifySettings told() {
    return new NotifySettings(
        secret(OpsKeys.WEBHOOK),
        values.get(OpsKeys.WEBHOOK_FORM),
        mail(),
        secret(OpsKeys.PING),
        values.get(OpsKeys.LATE_AFTER),
        values.orNull(OpsKeys.PUBLIC_URL));
  }

  private @Nullable Secret secret(Key<URI> key) {
    return values.find(key).map(URI::toString).map(Secret::of).orElse(null);
  }

  private NotifySettings.@Nullable Mail mail() {
    var to = values.find(OpsKeys.MAIL_TO);
    var from = values.find(OpsKeys.MAIL_FROM);
    var smtp = values.find(OpsKeys.SMTP);
    long given =
        Stream.of(OpsKeys.MAIL_TO, OpsKeys.MAIL_FROM, OpsKeys.SMTP).filter(values::isGiven).count();
    if (to.isPresent() && from.isPresent() && smtp.isPresent()) {
      return new NotifySettings.Mail(to.get(), from.get(), Secret.of(smtp.get().toString()));
    }
    long understood = Stream.of(to, from, smtp).filter(Optional::isPresent).count();
    if (given == understood && given > 0) {
      values.error(
          "notify.mail-to, notify.mail-from and notify.smtp belong together; give all three or none");
    }
    return null;
  }

  LogSettings log() {
    return new LogSettings(
        values.get(OpsKeys.LOG_LEVEL),
        values.get(OpsKeys.LOG_FORMAT).equals("json"),
        SettingsReader.node(values));
  }
}
