package sdesync.ops;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Where a request really comes from, behind the proxies that are trusted to say so. */
final class Callers {
  private static final String FORWARDED = "X-Forwarded-For";
  private static final int MOST_HOPS = 20;

  private final List<String> trusted;

  /**
   * @param trusted addresses, and networks such as {@code 10.0.0.0/8}
   */
  Callers(List<String> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** The nearest address that is not a trusted proxy's. */
  String address(Context request) {
    var hops = new ArrayList<String>();
    request
        .req()
        .getHeaders(FORWARDED)
        .asIterator()
        .forEachRemaining(line -> hops.addAll(Arrays.asList(line.split(","))));
    Collections.reverse(hops);
    String nearest = request.ip();
    for (String hop : hops.subList(0, Math.min(MOST_HOPS, hops.size()))) {
      String before = hop.strip().replaceAll("[\\[\\]]", "");
      if (!isTrusted(nearest) || !isAddress(before)) {
        break;
      }
      nearest = before;
    }
    return nearest.replaceAll("[\\[\\]]", "");
  }

  /** Somebody with an IPv6 network of their own has as many addresses as they like. */
  static String network(String address) {
    byte[] bytes = bytes(address);
    return bytes.length == 16 ? Arrays.toString(Arrays.copyOf(bytes, 8)) : address;
  }

  private boolean isTrusted(String address) {
    return trusted.stream().anyMatch(network -> holds(network, bytes(address)));
  }

  private static boolean holds(String network, byte[] address) {
    int slash = network.indexOf('/');
    byte[] base = bytes(slash < 0 ? network : network.substring(0, slash));
    int bits = slash < 0 ? base.length * 8 : Integer.parseInt(network.substring(slash + 1));
    if (base.length == 0 || base.length != address.length || bits > base.length * 8) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((base[bit / 8] & mask) != (address[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAddress(String text) {
    return bytes(text).length > 0;
  }

  /** Of a literal address; of none for anything else, for no name is ever looked up. */
  private static byte[] bytes(String literal) {
    String bare = literal.replaceAll("[\\[\\]]", "");
    if (!bare.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return new byte[0];
    }
    try {
      return InetAddress.getByName(bare).getAddress();
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }
}
