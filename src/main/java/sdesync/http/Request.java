package sdesync.http;

import java.net.URI;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * One request on a known origin. It prints without its headers and its body, for either may hold a
 * secret.
 *
 * @param path raw, percent-encoded, starts with a slash
 * @param query raw, percent-encoded; null for none
 * @param headers all that is sent beside what HTTP itself needs
 * @param json the body; null for none
 */
public record Request(
    Method method,
    String path,
    @Nullable String query,
    Map<String, String> headers,
    @Nullable String json) {

  /** What is to be done with it. */
  public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
  }

  public Request {
    headers = Map.copyOf(headers);
  }

  /** A GET of a URI's path and query; its scheme and host are not used. */
  public static Request of(URI uri, Map<String, String> headers) {
    return of(Method.GET, uri, headers, null);
  }

  /** The same with any method and, unless null, a body of JSON. */
  public static Request of(
      Method method, URI uri, Map<String, String> headers, @Nullable String json) {
    String path = uri.getRawPath();
    return new Request(
        method, path == null || path.isEmpty() ? "/" : path, uri.getRawQuery(), headers, json);
  }

  /**
   * Makes the exchange's message this request, for a following {@code to: http}. Path and query go
   * as Camel's control headers and not into an endpoint URI: there, {@code {{…}}} and names of
   * endpoint options in a text that a server sent would be acted upon.
   */
  public void putOn(Exchange exchange) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setBody(json);
    message.setHeader(Exchange.HTTP_METHOD, method.name());
    message.setHeader(Exchange.HTTP_PATH, path);
    if (query != null) {
      message.setHeader(Exchange.HTTP_RAW_QUERY, query);
    }
    headers.forEach(message::setHeader);
    if (json != null) {
      message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=UTF-8");
    }
    // An answer that is compressed unasked is to be refused as what it is, not unpacked.
    exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
  }

  @Override
  public String toString() {
    return method + " " + (query == null ? path : path + "?" + query);
  }
}
