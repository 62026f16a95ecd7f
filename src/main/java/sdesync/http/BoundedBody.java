package sdesync.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/**
 * A response body that may be neither larger nor slower than allowed, and whose {@link #close}
 * before its end closes the connection: the client's own stream would first read all the rest.
 */
final class BoundedBody extends FilterInputStream {
  private final InputStream source;
  private final long limit;
  private final Duration patience;
  private final LongSupplier nanos;
  private final long opened;
  private long count;
  private boolean ended;

  BoundedBody(InputStream source, long limit, Duration patience, LongSupplier nanos) {
    super(source);
    this.source = source;
    this.limit = limit;
    this.patience = patience;
    this.nanos = nanos;
    this.opened = nanos.getAsLong();
  }

  @Override
  public int read() throws IOException {
    int b = source.read();
    counted(b < 0 ? -1 : 1);
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return counted(source.read(buffer, offset, length));
  }

  private int counted(int n) throws IOException {
    if (n < 0) {
      ended = true;
      return n;
    }
    count += n;
    if (count > limit) {
      throw new TooLarge(limit);
    }
    // http.timeout bounds the silence between two reads; this bounds a body that drips forever.
    if (nanos.getAsLong() - opened > patience.toNanos()) {
      throw new TooSlow(patience);
    }
    return n;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    if (!ended && source instanceof EofSensorInputStream open) {
      open.abort();
    } else {
      source.close();
    }
  }

  /** More bytes than allowed. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(long limit) {
      super("the answer is larger than " + limit + " bytes");
    }
  }

  /** Still not at its end. */
  static final class TooSlow extends IOException {
    private static final long serialVersionUID = 1L;

    TooSlow(Duration patience) {
      super("the answer had not ended after " + patience.toSeconds() + " s");
    }
  }
}
