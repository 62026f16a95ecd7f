package sdesync.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an address is for, whichever way it is written: an IPv6 address that carries an IPv4 one
 * (RFC 4291 mapped and compatible, RFC 3056 6to4, RFC 6052 NAT64, RFC 4380 Teredo, RFC 5214 ISATAP)
 * is judged by that one, too.
 */
final class Addresses {
  /** Why an address is nobody's tracker. Private and unique local ones are not here: many are. */
  enum Special {
    LOOPBACK("loopback"),
    LINK_LOCAL("link-local"),
    METADATA("a cloud's metadata service"),
    UNUSABLE("no host's own address");

    private final String text;

    Special(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private record Meant(Range range, Special special) {}

  /** The first that fits counts. */
  private static final Meant[] SPECIAL = {
    meant("127.0.0.0/8", Special.LOOPBACK),
    meant("::1/128", Special.LOOPBACK),
    meant("169.254.169.254/32", Special.METADATA),
    meant("169.254.170.2/32", Special.METADATA),
    meant("100.100.100.200/32", Special.METADATA),
    meant("168.63.129.16/32", Special.METADATA),
    meant("192.0.0.192/32", Special.METADATA),
    meant("fd00:ec2::/32", Special.METADATA),
    meant("fd20:ce::254/128", Special.METADATA),
    meant("169.254.0.0/16", Special.LINK_LOCAL),
    meant("fe80::/10", Special.LINK_LOCAL),
    meant("fec0::/10", Special.LINK_LOCAL),
    meant("0.0.0.0/8", Special.UNUSABLE),
    meant("224.0.0.0/3", Special.UNUSABLE),
    meant("::/128", Special.UNUSABLE),
    meant("ff00::/8", Special.UNUSABLE),
  };

  private static final Range COMPATIBLE = range("::/96");
  private static final Range NAT64 = range("64:ff9b::/96");
  private static final Range LOCAL_NAT64 = range("64:ff9b:1::/48");
  private static final Range SIX_TO_FOUR = range("2002::/16");
  private static final Range TEREDO = range("2001::/32");
  private static final int[] ISATAP = {0x5e, 0xfe};

  private Addresses() {}

  /** Empty for an ordinary address, public or private. */
  static Optional<Special> special(InetAddress address) {
    return Stream.concat(Stream.of(address), carried(address))
        .flatMap(each -> Arrays.stream(SPECIAL).filter(meant -> meant.range.contains(each)))
        .map(Meant::special)
        .findFirst();
  }

  /** The IPv4 addresses an IPv6 address leads to. A mapped one is an IPv4 address to Java. */
  private static Stream<InetAddress> carried(InetAddress address) {
    byte[] b = address.getAddress();
    if (b.length != 16) {
      return Stream.empty();
    }
    if (COMPATIBLE.contains(address) || NAT64.contains(address) || LOCAL_NAT64.contains(address)) {
      return Stream.of(ipv4(b, 12, 0));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return Stream.of(ipv4(b, 2, 0));
    }
    if (TEREDO.contains(address)) {
      return Stream.of(ipv4(b, 4, 0), ipv4(b, 12, 0xff));
    }
    return b[10] == (byte) ISATAP[0] && b[11] == (byte) ISATAP[1]
        ? Stream.of(ipv4(b, 12, 0))
        : Stream.empty();
  }

  private static InetAddress ipv4(byte[] from, int at, int mask) {
    byte[] four = Arrays.copyOfRange(from, at, at + 4);
    for (int i = 0; i < 4; i++) {
      four[i] = (byte) (four[i] ^ mask);
    }
    try {
      return InetAddress.getByAddress(four);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** An address written out; null for a name. No name service is asked. */
  static @Nullable InetAddress literal(String text) {
    String bare = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    if (!bare.matches("(\\d{1,3}\\.){3}\\d{1,3}")
        && !bare.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return null;
    }
    try {
      return InetAddress.getByName(bare);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /**
   * An address or {@code ADDRESS/BITS}; null when it is neither.
   *
   * @param text as in {@code run.targets}
   */
  static @Nullable Range rangeOrNull(String text) {
    int slash = text.indexOf('/');
    InetAddress base = literal(slash < 0 ? text : text.substring(0, slash));
    if (base == null) {
      return null;
    }
    int most = base.getAddress().length * 8;
    int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
    return bits > most ? null : new Range(base, bits);
  }

  private static Range range(String text) {
    Range range = rangeOrNull(text);
    if (range == null) {
      throw new IllegalArgumentException(text);
    }
    return range;
  }

  private static Meant meant(String range, Special special) {
    return new Meant(range(range), special);
  }

  /** All addresses that begin with the same bits. */
  record Range(InetAddress base, int bits) {
    boolean contains(InetAddress address) {
      byte[] mine = base.getAddress();
      byte[] other = address.getAddress();
      if (mine.length != other.length) {
        return false;
      }
      int rest = mine.length * 8 - bits;
      return new BigInteger(1, mine)
          .shiftRight(rest)
          .equals(new BigInteger(1, other).shiftRight(rest));
    }
  }
}
