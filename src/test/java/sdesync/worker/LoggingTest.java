package sdesync.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import sdesync.config.Settings;
import sdesync.ops.Json;

class LoggingTest {
  private static final String TOKEN = "ordinary-token-1234";
  private final PrintStream stderr = System.err;

  @TempDir Path folder;

  @AfterEach
  void as_before() throws Exception {
    System.setErr(stderr);
    Logging.hide(text -> text);
    SLF4JBridgeHandler.uninstall();
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    new ContextInitializer(context).autoConfig();
  }

  @Test
  void a_line_of_json_says_which_run_and_integration_it_is_about() throws Exception {
    var lines = new JsonLines("n1");
    lines.start();
    for (String message :
        List.of(
            "integration=7 run=r01abc is slow",
            "{\"id\":\"r01abc\",\"integration_id\":7,\"state\":\"failed\"}")) {
      JsonNode line = Json.MAPPER.readTree(lines.encode(event(message)));
      assertThat(line.get("integration").asLong()).isEqualTo(7);
      assertThat(line.get("run").asText()).isEqualTo("r01abc");
      assertThat(line.get("message").asText()).isEqualTo(message);
    }
    JsonNode other = Json.MAPPER.readTree(lines.encode(event("ready")));
    assertThat(other.get("run").isNull()).isTrue();
    assertThat(other.get("integration").isNull()).isTrue();
  }

  private static LoggingEvent event(String message) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    return new LoggingEvent(
        "here",
        context.getLogger("test"),
        ch.qos.logback.classic.Level.INFO,
        message,
        null,
        new Object[0]);
  }

  @Test
  void what_a_library_logs_by_java_util_logging_is_masked_and_looks_like_the_rest() {
    var written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, UTF_8));
    Logging.of(
        Settings.of(
            Map.of("sde.url", "http://127.0.0.1:1", "sde.token", TOKEN, "log.format", "json"),
            folder,
            folder),
        Logging.Voice.DAEMON);
    Logger driver = Logger.getLogger("org.postgresql.Driver");
    driver.log(Level.WARNING, "Connection error for {0}", TOKEN);
    driver.log(Level.INFO, "chatter");
    assertThat(written.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("{")
        .contains("Connection error for ***")
        .doesNotContain(TOKEN);
  }
}
