package sdesync.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import sdesync.redact.Masker;

class MaskedEncoderTest {
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

  @Test
  void a_secret_leaves_neither_message_nor_argument_nor_any_exception_in_plain() {
    var plain = new PatternLayoutEncoder();
    plain.setPattern("%msg%n%ex{full}");
    assertThat(encoded(plain))
        .doesNotContain("hunter\"22")
        .contains("login *** by ***")
        .contains("outer ***")
        .contains("inner ***");
  }

  @Test
  void and_neither_in_json() {
    assertThat(encoded(new JsonEncoder())).doesNotContain("hunter").contains("\"inner ***\"");
  }

  private <E extends ch.qos.logback.core.encoder.EncoderBase<ILoggingEvent>> String encoded(
      E encoder) {
    encoder.setContext(context);
    encoder.start();
    Encoder<ILoggingEvent> masked =
        new MaskedEncoder(encoder, Masker.of(List.of("hunter\"22"))::mask);
    var failure =
        new IllegalStateException(
            "outer hunter\"22", new IllegalArgumentException("inner hunter\"22"));
    var event =
        new LoggingEvent(
            "here",
            context.getLogger("test"),
            Level.ERROR,
            "login hunter\"22 by {}",
            failure,
            new Object[] {"hunter\"22"});
    return new String(masked.encode(event), UTF_8);
  }
}
