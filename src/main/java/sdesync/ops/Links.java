package sdesync.ops;

import io.javalin.http.Context;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The {@code next} of lists. */
final class Links {
  private final @Nullable URI publicUrl;

  Links(@Nullable URI publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** Path and query of the next page, on whatever serves it. */
  static String next(String path, Map<String, String> query, String cursor) {
    String asked =
        query.entrySet().stream()
            .map(e -> e.getKey() + "=" + encode(e.getValue()) + "&")
            .collect(Collectors.joining());
    return Api.BASE + path + "?" + asked + "cursor=" + encode(cursor);
  }

  /** The cursor of a page's {@code next}; null when there is none. */
  static @Nullable String cursor(@Nullable String next) {
    if (next == null) {
      return null;
    }
    int at = next.lastIndexOf("cursor=");
    return at < 0
        ? null
        : URLDecoder.decode(next.substring(at + "cursor=".length()), StandardCharsets.UTF_8);
  }

  /** The page with a {@code next} that a client can follow as it is. */
  <T> Page<T> absolute(Context request, Page<T> page) {
    String next = page.next();
    if (next == null) {
      return page;
    }
    String base =
        publicUrl == null ? request.scheme() + "://" + request.host() : trimmed(publicUrl);
    return new Page<>(page.results(), base + next);
  }

  private static String trimmed(URI url) {
    return url.toString().replaceFirst("/+$", "");
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
