package sdesync.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import sdesync.config.LogSettings;
import sdesync.config.Settings;

/**
 * Where the log goes and how it looks: to stderr, so that stdout is the answer of a verb alone, and
 * with every secret masked, whoever logs it.
 */
final class Logging {
  private static final String PLAIN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{0}: %msg%n%ex{full}";
  private static final String TERSE = "sde-sync: %msg%n";

  /**
   * Libraries that talk of themselves at info, and below that print what goes over the wire: params
   * no masker knows yet, tokens of which we know a hash alone. So never more than their warnings.
   */
  private static final List<String> CHATTY =
      List.of(
          "org.apache",
          "org.quartz",
          "com.zaxxer",
          "org.flywaydb",
          "org.eclipse.jetty",
          "io.javalin",
          "org.jdbi",
          "org.postgresql");

  /** As the log itself: one for the process. */
  private static volatile UnaryOperator<String> mask = UnaryOperator.identity();

  private Logging() {}

  /** Who listens. */
  enum Voice {
    /** The log of a daemon. */
    DAEMON,
    /** A person who typed a verb: only what went wrong. */
    CLIENT
  }

  static void of(Settings all, Voice voice) {
    hide(OurSecrets.of(all)::mask);
    LogSettings settings = all.log();
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(
        new MaskedEncoder(encoder(context, settings, voice), text -> mask.apply(text)));
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    Level level = Level.toLevel(settings.level(), Level.INFO);
    root.setLevel(voice == Voice.DAEMON ? level : Level.WARN);
    CHATTY.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    bridge();
  }

  /**
   * What the JDK and the PostgreSQL driver log by java.util.logging passes the mask like the rest.
   */
  private static void bridge() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /** Tells each request, for a program without settings. */
  static void requestsOf(String room) {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(room).setLevel(Level.INFO);
  }

  /** From now on this masks what is logged. */
  static void hide(UnaryOperator<String> masking) {
    mask = masking;
  }

  private static Encoder<ILoggingEvent> encoder(
      LoggerContext context, LogSettings settings, Voice voice) {
    if (voice == Voice.DAEMON && settings.json()) {
      var json = new JsonLines(settings.node());
      json.setContext(context);
      json.start();
      return json;
    }
    var plain = new PatternLayoutEncoder();
    plain.setContext(context);
    plain.setPattern(voice == Voice.DAEMON ? PLAIN : TERSE);
    plain.start();
    return plain;
  }
}
