package sdesync.ops;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.redact.Secret;

/**
 * The ops edge, and how its clients reach it ({@code ops.*}).
 *
 * @param bind where the daemon listens
 * @param edge what stands between the daemon and its callers elsewhere
 * @param tokens file of {@code SCOPE SHA-256-HEX NAME} lines; null when an admin token is generated
 *     into {@code dataDir/ops-token}
 * @param client how a verb reaches a daemon
 */
public record OpsSettings(
    Bind bind, Edge edge, @Nullable Path tokens, Client client, Metrics metrics, Path dataDir) {

  /** Where the generated token is, if there is one. */
  public Path generatedToken() {
    return GeneratedToken.in(dataDir);
  }

  /**
   * A listening address.
   *
   * @param port 0 for any free one
   */
  public record Bind(String host, int port) {
    @Override
    public String toString() {
      return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
  }

  /**
   * How a daemon is asked.
   *
   * @param url null to ask the one at {@code bind}. When given, clients never work in their own
   *     process
   * @param token null for the one in {@code dataDir/ops-token}
   * @param ca PEM bundle of authorities trusted beside the JVM's own; null for none
   */
  public record Client(@Nullable URI url, @Nullable Secret token, @Nullable Path ca) {}

  /**
   * What is told to monitoring.
   *
   * @param open to everybody, without a token
   * @param perIntegration with series of each integration
   */
  public record Metrics(boolean open, boolean perIntegration) {}

  /**
   * TLS of our own, or a proxy in front.
   *
   * @param tlsCert null for plain HTTP
   * @param tlsKey null for plain HTTP
   * @param publicUrl the URL people use when a proxy stands in front; null without one
   * @param trustedProxies addresses whose forwarding headers are believed
   */
  public record Edge(
      @Nullable Path tlsCert,
      @Nullable Path tlsKey,
      boolean behindProxy,
      @Nullable URI publicUrl,
      List<String> trustedProxies) {
    public Edge {
      trustedProxies = List.copyOf(trustedProxies);
    }

    /** The only URL browsers may come by; null when none stands in front. */
    @Nullable URI front() {
      return behindProxy ? publicUrl : null;
    }
  }
}
