package sdesync.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import sdesync.redact.Secret;

/**
 * The way through the proxy, if there is one. The secret is read at each call, so that a password
 * rotated in its file counts from the next one.
 */
class ProxyRoute extends DefaultRoutePlanner implements CredentialsProvider {
  private final @Nullable Secret proxy;
  private final List<String> direct;

  ProxyRoute(@Nullable Secret proxy, List<String> noProxy) {
    super(null);
    this.proxy = proxy;
    this.direct = noProxy.stream().map(ProxyRoute::suffix).toList();
  }

  @Override
  protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
    if (proxy == null || goesDirect(target.getHostName())) {
      return null;
    }
    URI uri = URI.create(proxy.reveal().strip());
    return new HttpHost("http", uri.getHost(), port(uri));
  }

  boolean isProxy(String host, int atPort) {
    if (proxy == null) {
      return false;
    }
    URI uri = URI.create(proxy.reveal().strip());
    return uri.getHost().equalsIgnoreCase(host) && port(uri) == atPort;
  }

  /** Our proxy's credentials for our proxy, and none for anybody else. */
  @Override
  public @Nullable Credentials getCredentials(AuthScope scope, HttpContext context) {
    if (proxy == null) {
      return null;
    }
    String user = URI.create(proxy.reveal().strip()).getRawUserInfo();
    if (user == null || !isProxy(scope.getHost(), scope.getPort())) {
      return null;
    }
    int colon = user.indexOf(':');
    String name = colon < 0 ? user : user.substring(0, colon);
    String password = colon < 0 ? "" : user.substring(colon + 1);
    return new UsernamePasswordCredentials(decoded(name), decoded(password).toCharArray());
  }

  /** {@code example.com} and {@code .example.com} both mean the host and everything below it. */
  private boolean goesDirect(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return direct.stream().anyMatch(d -> d.equals("*") || name.equals(d) || name.endsWith("." + d));
  }

  private static String suffix(String entry) {
    String name = entry.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("*.")) {
      return name.substring(2);
    }
    return name.startsWith(".") ? name.substring(1) : name;
  }

  private static int port(URI uri) {
    return uri.getPort() < 0 ? 80 : uri.getPort();
  }

  private static String decoded(String text) {
    // URLDecoder is for forms, where a plus is a space; in a URL it is a plus.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
