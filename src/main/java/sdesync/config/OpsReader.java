package sdesync.config;

import java.util.List;
import sdesync.ops.OpsSettings;

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
        values.orNull(OpsKeys.URL),
        values.secretOrNull(OpsKeys.TOKEN),
        values.get(OpsKeys.PUBLIC_METRICS),
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

  /** Keys whose feature is not built yet: read for their form and their warnings. */
  void formsOnly() {
    for (Key<?> key : OpsKeys.TABLE) {
      if (key.name().startsWith("notify.") || key.name().startsWith("history.")) {
        values.find(key);
      }
    }
  }

  LogSettings log() {
    return new LogSettings(
        values.get(OpsKeys.LOG_LEVEL), values.get(OpsKeys.LOG_FORMAT).equals("json"));
  }
}
