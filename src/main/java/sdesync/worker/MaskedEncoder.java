package sdesync.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.function.UnaryOperator;

/** The last step of the log: a whole entry, its exceptions included, without secrets. */
final class MaskedEncoder extends EncoderBase<ILoggingEvent> {
  private final Encoder<ILoggingEvent> entries;
  private final UnaryOperator<String> mask;

  MaskedEncoder(Encoder<ILoggingEvent> entries, UnaryOperator<String> mask) {
    this.entries = entries;
    this.mask = mask;
  }

  @Override
  public byte[] headerBytes() {
    return entries.headerBytes();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return mask.apply(new String(entries.encode(event), UTF_8)).getBytes(UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return entries.footerBytes();
  }
}
