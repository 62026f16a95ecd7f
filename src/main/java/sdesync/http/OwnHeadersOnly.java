package sdesync.http;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Only headers we mean to send leave: by default Camel sends every header of the message, those of
 * the trigger included. And nothing that came in may steer Camel.
 */
final class OwnHeadersOnly implements HeaderFilterStrategy {
  private static final Set<String> SENT =
      Set.of("authorization", "accept", "cookie", "zsessionid", "x-rallyintegrationname");

  @Override
  public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, Exchange exchange) {
    return !SENT.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean applyFilterToExternalHeaders(
      String name, @Nullable Object value, Exchange exchange) {
    return name.toLowerCase(Locale.ROOT).startsWith("camel");
  }
}
