package sdesync.http;

import java.net.URI;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * One GET on a known origin. It prints without its headers, for one of them is a token.
 *
 * @param path raw, percent-encoded, starts with a slash
 * @param query raw, percent-encoded; null for none
 * @param headers all that is sent beside what HTTP itself needs
 */
public record Request(String path, @Nullable String query, Map<String, String> headers) {
  public Request {
    headers = Map.copyOf(headers);
  }

  /** The request for a URI's path and query; its scheme and host are not used. */
  public static Request of(URI uri, Map<String, String> headers) {
    String path = uri.getRawPath();
    return new Request(
        path == null || path.isEmpty() ? "/" : path, uri.getRawQuery(), Map.copyOf(headers));
  }

  /**
   * Makes the exchange's message this request, for a following {@code to: http}. Path and query go
   * as Camel's control headers and not into an endpoint URI: there, {@code {{…}}} and names of
   * endpoint options in a text that a server sent would be acted upon.
   */
  public void putOn(Exchange exchange) {
    Message message = exchange.getMessage();
    message.setBody(null);
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_PATH, path);
    if (query != null) {
      message.setHeader(Exchange.HTTP_RAW_QUERY, query);
    }
    headers.forEach(message::setHeader);
    // An answer that is compressed unasked is to be refused as what it is, not unpacked.
    exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
  }

  @Override
  public String toString() {
    return query == null ? path : path + "?" + query;
  }
}
