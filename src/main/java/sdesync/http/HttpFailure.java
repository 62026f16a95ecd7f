package sdesync.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * No whole answer came. The message says what failed and what to do, without a secret; no cause is
 * kept, for the text of a foreign exception may quote what was read.
 */
public final class HttpFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How the call failed. */
  public enum Kind {
    /** No connection: name, address, port or proxy. */
    CONNECT,
    /** The certificate or the handshake. */
    TLS,
    /** The address may not be spoken to ({@code run.targets}); nothing was sent. */
    FORBIDDEN,
    /** Nothing came for too long. */
    TIMEOUT,
    /** The answer ended before its end. */
    CUT_SHORT,
    /** The answer is larger than allowed. */
    TOO_LARGE,
    /** The peer does not speak HTTP as agreed. */
    PROTOCOL
  }

  private final Kind kind;

  HttpFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** What an exception of the HTTP client means. */
  public static HttpFailure of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof HttpFailure known) {
        return known;
      }
      if (t instanceof IOException || t instanceof HttpException) {
        return ofClient(t);
      }
    }
    return new HttpFailure(
        Kind.PROTOCOL, "the call failed inside the worker (" + thrown.getClass().getName() + ")");
  }

  /** The same for an exception of Camel's http step; empty for one of anybody else. */
  public static Optional<HttpFailure> fromClient(Throwable thrown) {
    return thrown instanceof HttpException
            || thrown instanceof IOException
            || thrown instanceof HttpFailure
        ? Optional.of(of(thrown))
        : Optional.empty();
  }

  private static HttpFailure ofClient(Throwable t) {
    if (t instanceof BoundedBody.TooLarge || t instanceof BoundedBody.TooSlow) {
      return new HttpFailure(
          t instanceof BoundedBody.TooLarge ? Kind.TOO_LARGE : Kind.TIMEOUT,
          String.valueOf(t.getMessage()));
    }
    if (t instanceof ProxyRefusal) {
      return new HttpFailure(Kind.CONNECT, String.valueOf(t.getMessage()));
    }
    if (t instanceof TargetForbidden) {
      return new HttpFailure(Kind.FORBIDDEN, String.valueOf(t.getMessage()));
    }
    if (t instanceof UnknownHostException) {
      return new HttpFailure(
          Kind.CONNECT, "the host name is not known; check the name, DNS and http.proxy");
    }
    if (t instanceof ConnectTimeoutException) {
      return new HttpFailure(
          Kind.CONNECT, "no connection within http.connect-timeout; check address and firewall");
    }
    if (t instanceof NoRouteToHostException || t instanceof ConnectException) {
      return new HttpFailure(
          Kind.CONNECT, "the connection was refused; check host, port and http.proxy");
    }
    if (t instanceof SSLException e) {
      return tls(e);
    }
    if (t instanceof SocketTimeoutException || t instanceof InterruptedIOException) {
      return new HttpFailure(Kind.TIMEOUT, "nothing came within http.timeout");
    }
    if (t instanceof NoHttpResponseException) {
      return new HttpFailure(Kind.CUT_SHORT, "the connection was closed without an answer");
    }
    if (t instanceof ConnectionClosedException || t instanceof MalformedChunkCodingException) {
      return new HttpFailure(Kind.CUT_SHORT, "the answer was cut short");
    }
    if (t instanceof java.net.SocketException) {
      return new HttpFailure(Kind.CUT_SHORT, "the connection broke before the answer was whole");
    }
    return new HttpFailure(
        Kind.PROTOCOL, "the answer is not proper HTTP (" + t.getClass().getSimpleName() + ")");
  }

  private static HttpFailure tls(SSLException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    String what;
    if (text.contains("pkix") || text.contains("certification path")) {
      what = "its certificate is not signed by an authority known here; name its CA in http.ca";
    } else if (text.contains("subject alternative") || text.contains("doesn't match")) {
      what = "its certificate is for another host name; check the host name";
    } else if (text.contains("plaintext")) {
      what = "it does not speak TLS on this port; check scheme and port";
    } else {
      what = "TLS failed; check the certificate and that the port speaks TLS";
    }
    return new HttpFailure(Kind.TLS, what);
  }
}
