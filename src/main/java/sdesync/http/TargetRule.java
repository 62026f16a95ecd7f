package sdesync.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts may be spoken to: {@code run.targets}, or by default any but loopback, link-local and
 * SD Elements' own. A name says little, so what counts is the very address that is connected to.
 */
final class TargetRule {
  private static final List<String> LOOPBACK_NAMES =
      List.of("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback");

  private final List<Entry> entries;
  private final @Nullable URI sde;
  private final boolean sdeIsHere;

  TargetRule(TargetSettings settings) {
    this.entries = settings.hosts().stream().map(Entry::of).toList();
    this.sde = settings.sde();
    this.sdeIsHere = sde != null && isLoopback(bare(sde.getHost()));
  }

  /** Whether it is loopback by the look of it; no name service is asked. */
  static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    InetAddress literal = Addresses.literal(name);
    return literal == null
        ? LOOPBACK_NAMES.contains(name) || name.endsWith(".localhost")
        : Addresses.special(literal).filter(Addresses.Special.LOOPBACK::equals).isPresent();
  }

  /**
   * By all its addresses: one that may not be connected to forbids them all.
   *
   * @throws TargetForbidden with what is wrong and what to do
   */
  void check(String host, int port, List<InetAddress> addresses) throws TargetForbidden {
    boolean named = entries.stream().anyMatch(e -> e.names(host, port));
    for (InetAddress address : addresses) {
      if (entries.stream().anyMatch(e -> e.covers(address, port))) {
        continue;
      }
      if (!named && !entries.isEmpty()) {
        throw notListed(host);
      }
      if (isLoopback(host) && !address.isLoopbackAddress()) {
        throw new TargetForbidden(
            host + " is not a loopback address here; check DNS and /etc/hosts");
      }
      special(host, address, named);
      if (!named && isSde(host, port, address)) {
        throw new TargetForbidden(
            host + " is SD Elements itself, not a tracker; " + listIt("if it is both, list", host));
      }
    }
  }

  /**
   * By its name, when nobody here can tell its addresses: a proxy looks them up itself.
   *
   * @throws TargetForbidden with what is wrong and what to do
   */
  void checkName(String host, int port) throws TargetForbidden {
    boolean named = entries.stream().anyMatch(e -> e.names(host, port));
    if (!named && !entries.isEmpty()) {
      throw notListed(host);
    }
    if (isLoopback(host) && !named && !sdeIsHere) {
      throw forbidden(host, Addresses.Special.LOOPBACK);
    }
    if (!named && sde != null && host.equalsIgnoreCase(bare(sde.getHost())) && !sdeIsHere) {
      throw new TargetForbidden(host + " is SD Elements itself, not a tracker");
    }
  }

  private void special(String host, InetAddress address, boolean named) throws TargetForbidden {
    var special = Addresses.special(address).orElse(null);
    boolean loopback = special == Addresses.Special.LOOPBACK;
    if (special == null || (loopback && (sdeIsHere || (named && isLoopback(host))))) {
      return;
    }
    throw forbidden(
        host.equals(address.getHostAddress()) ? host : host + " (" + address.getHostAddress() + ")",
        special);
  }

  private static TargetForbidden forbidden(String what, Addresses.Special special) {
    return new TargetForbidden(
        what + " is " + special + "; " + listIt("if a tracker is there, list", "its address"));
  }

  private static TargetForbidden notListed(String host) {
    return new TargetForbidden(
        host + " is not among the hosts of run.targets; " + listIt("list", host));
  }

  private static String listIt(String verb, String what) {
    return verb + " " + what + " in run.targets of the worker's configuration";
  }

  /**
   * A worker that tries everything out on one machine has SD Elements and trackers side by side.
   */
  private boolean isSde(String host, int port, InetAddress address) {
    if (sde == null) {
      return false;
    }
    if (sdeIsHere) {
      return address.isLoopbackAddress() && port == port(sde);
    }
    String name = bare(sde.getHost());
    return host.equalsIgnoreCase(name) || Arrays.asList(addressesOf(name)).contains(address);
  }

  private static InetAddress[] addressesOf(String name) {
    try {
      return InetAddress.getAllByName(name);
    } catch (UnknownHostException e) {
      return new InetAddress[0]; // only a proxy knows where it is; its name still counts
    }
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /**
   * One of {@code run.targets}: a name or a range of addresses, with a port or with any.
   *
   * @param port null for any
   */
  private record Entry(String name, Addresses.@Nullable Range range, @Nullable Integer port) {
    static Entry of(String text) {
      String host = text.toLowerCase(Locale.ROOT);
      Integer port = null;
      int colon = host.lastIndexOf(':');
      if (host.endsWith("]") || colon < 0 || (host.indexOf(':') < colon && !host.startsWith("["))) {
        colon = -1; // a bare IPv6 address is all host
      }
      if (colon >= 0) {
        port = Integer.valueOf(host.substring(colon + 1));
        host = host.substring(0, colon);
      }
      return new Entry(host, Addresses.rangeOrNull(host), port);
    }

    boolean names(String host, int atPort) {
      return range == null && at(atPort) && name.equalsIgnoreCase(host);
    }

    boolean covers(InetAddress address, int atPort) {
      return range != null && at(atPort) && range.contains(address);
    }

    private boolean at(int atPort) {
      return port == null || Objects.equals(port, atPort);
    }
  }
}
