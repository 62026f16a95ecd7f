package sdesync.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What came back, its body still on the wire. Closing it before the body's end closes the
 * connection without reading the rest.
 */
public final class Answer implements AutoCloseable {
  private final int status;
  private final Message message;
  private final InputStream body;

  Answer(Exchange exchange, InputStream body) {
    this.message = exchange.getMessage();
    Integer code = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    this.status = code == null ? 0 : code;
    this.body = body;
  }

  /** The raw body of an exchange's message, empty when there is none. */
  static InputStream rawBody(Exchange exchange) {
    InputStream raw = exchange.getMessage().getBody(InputStream.class);
    return raw == null ? new ByteArrayInputStream(new byte[0]) : raw;
  }

  public int status() {
    return status;
  }

  /** A header's value; the last one if it was sent more than once. */
  public Optional<String> header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** All values of a header that may be sent more than once, such as {@code Set-Cookie}. */
  public List<String> headers(String name) {
    Object value = message.getHeader(name);
    if (value == null) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    if (value instanceof Iterable<?> several) {
      several.forEach(one -> values.add(String.valueOf(one)));
    } else {
      values.add(value.toString());
    }
    return values;
  }

  /** Bounded in size and time; what its reading throws is told apart by {@link HttpFailure#of}. */
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      // The connection is gone, as it should be.
      return;
    }
  }
}
