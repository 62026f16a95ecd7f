package sdesync.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.redact.Secret;

/**
 * @param proxy {@code http://[user:pass@]host:port}; null for none
 * @param noProxy hosts and domain suffixes reached directly
 * @param ca PEM bundle trusted beside the JVM's own; null for none
 * @param targets whom native commands may speak to
 */
public record HttpSettings(
    @Nullable Secret proxy,
    List<String> noProxy,
    @Nullable Path ca,
    Duration connectTimeout,
    Duration timeout,
    TargetSettings targets) {
  public HttpSettings {
    noProxy = List.copyOf(noProxy);
  }

  /** Without a word about targets. */
  public HttpSettings(
      @Nullable Secret proxy,
      List<String> noProxy,
      @Nullable Path ca,
      Duration connectTimeout,
      Duration timeout) {
    this(proxy, noProxy, ca, connectTimeout, timeout, TargetSettings.NONE);
  }
}
