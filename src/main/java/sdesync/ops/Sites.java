package sdesync.ops;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites out: no name that merely resolves to this host (DNS rebinding), and no
 * form or script of another origin. Requests with a Bearer token are not asked: no browser adds one
 * by itself.
 */
final class Sites {
  private static final String FETCH_SITE = "Sec-Fetch-Site";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String bindHost;
  private final @Nullable URI publicUrl;

  Sites(OpsSettings settings) {
    String host = settings.bind().host().toLowerCase(Locale.ROOT);
    this.bindHost = host.indexOf(':') < 0 ? host : "[" + host + "]";
    this.publicUrl = settings.edge().front();
  }

  void refuseForeign(Context request) {
    refuseForeignHost(request);
    boolean reads = request.method().name().matches("GET|HEAD|OPTIONS");
    if (!reads) {
      refuseForeignOrigin(request);
    }
  }

  private void refuseForeignHost(Context request) {
    // Under TLS of our own a browser has compared the name with the certificate.
    boolean ours =
        publicUrl != null
            ? authority(publicUrl).equals(host(request))
            : isTls(request) || isLocal(host(request).replaceFirst(":\\d*$", ""));
    if (!ours) {
      throw new OpsFailure(
          OpsFailure.Kind.FORBIDDEN,
          "requests for another host than this one's need a token: Authorization: Bearer TOKEN;"
              + " browsers come by "
              + (publicUrl == null ? "a loopback name" : publicUrl));
    }
  }

  private boolean isLocal(String name) {
    return LOOPBACK.contains(name) || name.equals(bindHost);
  }

  private void refuseForeignOrigin(Context request) {
    String origin = request.header(Header.ORIGIN);
    String site = request.header(FETCH_SITE);
    // With "no referrer" a browser says null as the origin of a plain form, also of our own.
    boolean named = origin != null && !origin.equals("null");
    boolean foreign =
        named
            ? !origin.equalsIgnoreCase(ownOrigin(request))
            : origin != null && !"same-origin".equals(site);
    if (foreign || (site != null && !site.matches("same-origin|none"))) {
      throw new OpsFailure(
          OpsFailure.Kind.FORBIDDEN,
          "the request comes from a page of another site, "
              + (origin == null ? site : origin)
              + "; only pages of "
              + ownOrigin(request)
              + " may do this");
    }
  }

  /** Whether cookies must not travel without encryption. */
  boolean isEncrypted(Context request) {
    return publicUrl == null ? isTls(request) : "https".equals(publicUrl.getScheme());
  }

  private static boolean isTls(Context request) {
    return request.req().isSecure();
  }

  private String ownOrigin(Context request) {
    return publicUrl == null
        ? (isTls(request) ? "https://" : "http://") + host(request)
        : publicUrl.getScheme() + "://" + authority(publicUrl);
  }

  private static String authority(URI url) {
    String authority = String.valueOf(url.getAuthority()).toLowerCase(Locale.ROOT);
    return authority.replaceFirst("https".equals(url.getScheme()) ? ":443$" : ":80$", "");
  }

  private static String host(Context request) {
    String host = request.header(Header.HOST);
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }
}
