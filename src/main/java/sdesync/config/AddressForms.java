package sdesync.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdesync.ops.OpsSettings.Bind;

/** The forms of URLs, hosts and listening addresses. */
final class AddressForms {
  private static final Pattern BIND =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^\\[\\]:/ ]+)):(\\d{1,5})");
  private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9._-]{0,253})";

  private AddressForms() {}

  /** An http or https URL without user info, query or fragment; trailing slashes are dropped. */
  static Form<URI> url() {
    return new Form<>("a URL such as https://sde.example.com", AddressForms::url);
  }

  /** The base URL of SD Elements: people tend to paste the API's own path with it. */
  static Form<URI> sdeUrl() {
    return new Form<>(
        "a URL such as https://sde.example.com, without /api/v2",
        text -> {
          URI url = url(text);
          if (url.getPath().contains("/api/")) {
            throw new Unfit("has the path of the API in it");
          }
          return url;
        });
  }

  private static URI url(String text) {
    URI url;
    try {
      url = new URI(text.replaceAll("/+$", ""));
    } catch (URISyntaxException e) {
      throw new Unfit("not a URL");
    }
    if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
      throw new Unfit("does not start with http:// or https://");
    }
    if (url.getHost() == null || url.getPort() > 65535) {
      throw new Unfit("names no host that could be reached");
    }
    if (url.getRawUserInfo() != null) {
      throw new Unfit("has a user name or password in it");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new Unfit("has a query or fragment");
    }
    return url;
  }

  /** A URL that may hold a secret in its path or query. */
  static Form<URI> webhook() {
    return new Form<>(
        "an https:// URL",
        text -> {
          try {
            URI url = new URI(text);
            if (url.getHost() != null && String.valueOf(url.getScheme()).matches("https?")) {
              return url;
            }
          } catch (URISyntaxException e) {
            throw new Unfit("not a URL");
          }
          throw new Unfit("not a URL with a host");
        });
  }

  /** A mail server, with or without a user. */
  static Form<URI> smtp() {
    return new Form<>(
        "smtp://[user:pass@]host:port, or smtps://…",
        text -> {
          try {
            URI url = new URI(text);
            if (url.getHost() != null && String.valueOf(url.getScheme()).matches("smtps?")) {
              return url;
            }
          } catch (URISyntaxException e) {
            throw new Unfit("not a URL (escape special characters percent-encoded)");
          }
          throw new Unfit("names no mail server");
        });
  }

  /** {@code http://[user:pass@]host:port}. */
  static Form<String> proxy() {
    return new Form<>(
        "http://[user:pass@]host:port",
        text -> {
          URI url;
          try {
            url = new URI(text.replaceAll("/+$", ""));
          } catch (URISyntaxException e) {
            throw new Unfit(
                "not a URL (escape special characters of the password percent-encoded)");
          }
          if (!"http".equalsIgnoreCase(url.getScheme())) {
            throw new Unfit("does not start with http://");
          }
          if (url.getHost() == null || url.getPort() < 1 || url.getPort() > 65535) {
            throw new Unfit("names no host and port");
          }
          if (!url.getRawPath().isEmpty() || url.getRawQuery() != null) {
            throw new Unfit("has more than host and port");
          }
          return url.toString();
        });
  }

  static Form<Bind> bind() {
    return new Form<>(
        "host:port such as 127.0.0.1:8787 or [::1]:8787",
        text -> {
          Matcher parts = BIND.matcher(text);
          if (!parts.matches() || Integer.parseInt(parts.group(3)) > 65535) {
            throw new Unfit("not a host and port");
          }
          String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
          return new Bind(host, Integer.parseInt(parts.group(3)));
        });
  }

  /** A host, a domain suffix with a leading dot, or {@code *}. */
  static Form<String> noProxyHost() {
    return Forms.matching(
        "\\*|\\.?" + HOST + "|\\[?[0-9a-fA-F:.]+]?",
        "a host such as sde.example.com, a suffix such as .example.com, or *");
  }

  /** A host or an address, with a port or with any, or a range of addresses. */
  static Form<String> host() {
    Form<String> form =
        Forms.matching(
            HOST
                + "(:\\d{1,5})?|\\[[0-9a-fA-F:.]+](:\\d{1,5})?"
                + "|[0-9a-fA-F:]+(/\\d{1,3})?|[0-9.]+/\\d{1,2}",
            "a host or address such as rally1.rallydev.com");
    return new Form<>(
        form.allowed(),
        text -> {
          String host = form.read(text);
          int slash = host.indexOf('/');
          int most = host.contains(":") ? 128 : 32;
          if (slash >= 0 && Integer.parseInt(host.substring(slash + 1)) > most) {
            throw new Unfit("has more bits than such an address");
          }
          return host;
        });
  }

  static Form<String> databaseUrl() {
    return new Form<>(
        "jdbc:postgresql://host/database or jdbc:h2:file:/path",
        text -> {
          if (!text.startsWith("jdbc:postgresql://") && !text.startsWith("jdbc:h2:file:")) {
            throw new Unfit("not a database this program knows");
          }
          if (text.toLowerCase(java.util.Locale.ROOT).matches(".*[?&;](password|pwd)=.*")) {
            throw new Unfit("has a password in it, which belongs into db.password");
          }
          return text;
        });
  }

  /** Literal loopback addresses and {@code localhost}; other names are not resolved. */
  static boolean isLoopback(String host) {
    String bare = host.replaceAll("[\\[\\]]", "");
    return bare.equalsIgnoreCase("localhost")
        || bare.equals("::1")
        || bare.equals("0:0:0:0:0:0:0:1")
        || bare.matches("127(\\.\\d{1,3}){3}");
  }
}
