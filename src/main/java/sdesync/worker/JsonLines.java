package sdesync.worker;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sdesync.ops.Json;

/**
 * The log for machines: one object per line, with the same keys on every line. {@code integration}
 * and {@code run} are taken from where the message names them, or from the run it is, else null.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final Pattern INTEGRATION =
      Pattern.compile("(?:\\bintegration=|\"integration_id\":)(\\d{1,18})\\b");
  private static final Pattern RUN =
      Pattern.compile("(?:\\brun=|^\\{\"id\":\")(r[0-9a-z]{1,40})\\b");
  private static final byte[] NOTHING = {};

  private final String node;
  private final ThrowableProxyConverter traces = new ThrowableProxyConverter();

  JsonLines(String node) {
    this.node = node;
  }

  @Override
  public void start() {
    traces.start();
    super.start();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    var line = new LinkedHashMap<String, @Nullable Object>();
    line.put("at", Instant.ofEpochMilli(event.getTimeStamp()));
    line.put("level", event.getLevel().toString().toLowerCase(java.util.Locale.ROOT));
    line.put("node", node);
    line.put("logger", event.getLoggerName());
    line.put("thread", event.getThreadName());
    String integration = found(INTEGRATION, message);
    line.put("integration", integration == null ? null : Long.valueOf(integration));
    line.put("run", found(RUN, message));
    line.put("message", message);
    line.put("error", event.getThrowableProxy() == null ? null : traces.convert(event).strip());
    try {
      return (Json.MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String found(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    return matcher.find() ? matcher.group(1) : null;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
