package sdesync.sde;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the tracker's host in what params call a server. */
final class Targets {
  /** Contract section 5: the params that name the target, the first that names one counts. */
  static final List<String> KEYS =
      List.of("alm_server", "issue_tracker_server", "analysis_server", "ldap_server");

  private static final Pattern SCHEME = Pattern.compile("^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^:\\[\\]]+))(?::\\d*)?");
  private static final Pattern HOST = Pattern.compile("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");

  private Targets() {}

  /**
   * The host alone, lower case, without scheme, user, port and path: a URL may hold a password.
   *
   * @return null when the text names no host
   */
  static @Nullable String host(String server) {
    String text = server.strip();
    if (text.length() > 2_000) {
      return null;
    }
    String rest = SCHEME.matcher(text).replaceFirst("");
    String authority = rest.replaceFirst("(?s)[/?#].*", "");
    Matcher parts = AUTHORITY.matcher(authority.substring(authority.lastIndexOf('@') + 1));
    if (!parts.matches()) {
      return null;
    }
    if (parts.group(1) != null) {
      return parts.group(1).toLowerCase(Locale.ROOT);
    }
    String host = ascii(parts.group(2).strip()).toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return host.length() <= 253 && HOST.matcher(host).matches() ? host : null;
  }

  /** The host that params name, null when none does. */
  static @Nullable String of(Map<String, ? extends @Nullable Object> params) {
    return KEYS.stream()
        .map(params::get)
        .filter(String.class::isInstance)
        .map(server -> host((String) server))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static String ascii(String host) {
    try {
      return IDN.toASCII(host);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
