package sdesync.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The way to a target. The client asks it for the addresses and connects to what it is given and to
 * nothing else, so an answer of DNS that changes between check and use cannot slip through. Behind
 * a proxy the proxy looks the name up: then what this machine's DNS says of it is checked, and what
 * only the proxy knows is the proxy's to allow.
 */
final class TargetConnections implements DnsResolver {
  private final DnsResolver names;
  private final TargetRule rule;
  private final ProxyRoute route;

  TargetConnections(HttpSettings settings, DnsResolver names) {
    this.names = names;
    this.rule = new TargetRule(settings.targets());
    this.route = new Route(settings);
  }

  ProxyRoute route() {
    return route;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return names.resolve(host);
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    List<InetAddress> addresses = List.of(resolve(host));
    if (!route.isProxy(host, port)) {
      rule.check(host, port, addresses);
    }
    return addresses.stream().map(a -> new InetSocketAddress(a, port)).toList();
  }

  /** Through the proxy only after a look at who is behind it. */
  private final class Route extends ProxyRoute {
    Route(HttpSettings settings) {
      super(settings.proxy(), settings.noProxy());
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
      HttpHost through = super.determineProxy(target, context);
      if (through != null) {
        try {
          behindProxy(target);
        } catch (TargetForbidden e) {
          throw HttpFailure.of(e);
        }
      }
      return through;
    }

    private void behindProxy(HttpHost target) throws TargetForbidden {
      String host = Objects.requireNonNull(target.getHostName());
      List<InetAddress> known;
      try {
        known = List.of(names.resolve(host));
      } catch (UnknownHostException e) {
        rule.checkName(host, target.getPort());
        return;
      }
      rule.check(host, target.getPort(), known);
    }
  }
}
