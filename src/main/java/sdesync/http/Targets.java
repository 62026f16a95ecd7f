package sdesync.http;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Target} of what params say, if it may be one. Whether its address may be spoken to
 * shows when it is connected to ({@link TargetConnections}).
 */
final class Targets {
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");

  /** Resolvers take such a name for a number and that for an address. */
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

  private static final String EXPECTED = "host or host:port is expected";

  private final boolean insecure;

  Targets(TargetSettings settings) {
    this.insecure = settings.insecure();
  }

  /**
   * @param problem told the param and what is wrong with it
   * @return null after a problem
   */
  @Nullable Target target(
      String method, String server, boolean checkCertificate, BiConsumer<String, String> problem) {
    String wrong = wrongWith(server);
    Matcher parts = HOST_AND_PORT.matcher(server);
    String host = wrong == null && parts.matches() ? host(parts.group(1)) : null;
    if (host == null) {
      // The text itself only where it cannot hold a password.
      problem.accept("alm_server", (wrong == null ? "names no host" : wrong) + "; " + EXPECTED);
      return null;
    }
    String port = parts.group(2);
    if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
      problem.accept("alm_server", "has the port " + port + "; 1 to 65535 are allowed");
      return null;
    }
    if (!insecure && !TargetRule.isLoopback(host)) {
      if (method.equals("http")) {
        problem.accept("alm_method", "is http, which sends the password unencrypted; " + allow());
        return null;
      }
      if (!checkCertificate) {
        problem.accept("alm_validate_cert", "is false, so anybody could answer; " + allow());
        return null;
      }
    }
    return new Target(
        URI.create(method + "://" + host + (port == null ? "" : ":" + port)), checkCertificate);
  }

  private static String allow() {
    return "that needs run.allow-insecure-targets=true in the worker's configuration";
  }

  private static @Nullable String wrongWith(String server) {
    if (server.chars().anyMatch(c -> c <= ' ' || c == 0x7f || Character.isISOControl(c))) {
      return "holds a blank or a control character";
    }
    if (server.contains("://")) {
      return "has a scheme, which belongs into alm_method";
    }
    if (server.contains("@")) {
      return "has a user name or password, which belongs into alm_user and alm_pass";
    }
    if (server.contains("|")) {
      return "has a proxy, which belongs into http.proxy of the worker's configuration";
    }
    return server.matches(".*[/\\\\?#%].*") ? "has more than a host" : null;
  }

  /** Lower case, in ASCII; null when it is none. */
  private static @Nullable String host(String text) {
    if (text.startsWith("[")) {
      return Addresses.literal(text) == null ? null : text.toLowerCase(Locale.ROOT);
    }
    String host;
    try {
      host = IDN.toASCII(text).toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    } catch (IllegalArgumentException e) {
      return null;
    }
    boolean proper = host.length() <= 253 && NAME.matcher(host).matches() && !host.contains("..");
    boolean number = ENDS_IN_NUMBER.matcher(host).matches();
    return proper && (!number || isDottedQuad(host)) ? host : null;
  }

  /** Without leading zeros, which some read as octal. */
  private static boolean isDottedQuad(String host) {
    return host.matches("((0|[1-9]\\d{0,2})\\.){3}(0|[1-9]\\d{0,2})")
        && Addresses.literal(host) != null;
  }
}
