package sdesync.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdesync.http.HttpSettings;
import sdesync.http.Outbound;
import sdesync.http.WireServer;
import sdesync.notify.NotifySettings.Form;
import sdesync.notify.NotifySettings.LateAfter;
import sdesync.ops.FakeOperations;
import sdesync.ops.Json;
import sdesync.redact.Secret;

/** Notices and pings as real receivers get them. */
class SendingTest {
  private static final Notice NOTICE =
      new Notice(
          "failed",
          Instant.parse("2026-11-23T12:00:00Z"),
          "node1",
          "Shop <!channel> fails",
          "It [failed](http://evil.example) & so on.",
          new Notice.Concerned(1, 7L, "Rally", "Shop", "sync_rally"),
          FakeOperations.view("r1", 1, "failed"),
          "https://sync.example/integrations/1");
  private static final List<Duration> AT_ONCE = List.of(Duration.ZERO, Duration.ZERO);

  private final DefaultCamelContext context = new DefaultCamelContext();
  private Outbound outbound;
  private WireServer receiver;

  @BeforeEach
  void start() throws Exception {
    receiver = new WireServer();
    receiver.json("{}");
    Duration soon = Duration.ofSeconds(5);
    outbound = new Outbound(new HttpSettings(null, List.of(), null, soon, soon), System::nanoTime);
    outbound.beans().forEach(context.getRegistry()::bind);
    outbound.setCamelContext(context);
    context.start();
  }

  @AfterEach
  void stop() throws Exception {
    context.close();
    receiver.close();
  }

  private NotifySettings settings(Form form, NotifySettings.@Nullable Mail mail) {
    return new NotifySettings(
        Secret.of(receiver.url() + "/hook/s3cret?key=x"),
        form,
        mail,
        Secret.of(receiver.url() + "/ping/abc/"),
        new LateAfter(2, Optional.empty()),
        null);
  }

  private JsonNode told(Form form) throws Exception {
    try (var webhook = new Webhook(settings(form, null), outbound, AT_ONCE)) {
      webhook.tell(NOTICE);
    }
    assertThat(receiver.heads().get(0)).startsWith("POST /hook/s3cret?key=x HTTP/1.1");
    return Json.MAPPER.readTree(receiver.bodies().get(0));
  }

  @Test
  void a_webhook_gets_the_notice_as_json() throws Exception {
    JsonNode json = told(Form.JSON);
    assertThat(json.get("event").textValue()).isEqualTo("failed");
    assertThat(json.at("/integration/id").longValue()).isEqualTo(1);
    assertThat(json.at("/run/state").textValue()).isEqualTo("failed");
    assertThat(json.get("at").textValue()).isEqualTo("2026-11-23T12:00:00Z");
  }

  @Test
  void slack_gets_text_in_which_nothing_from_outside_calls_anybody() throws Exception {
    assertThat(told(Form.SLACK).get("text").textValue())
        .startsWith("*Shop &lt;!channel&gt; fails*\n")
        .contains("&amp; so on.", "<https://sync.example/integrations/1|open>");
  }

  @Test
  void teams_gets_a_card_without_links_from_outside() throws Exception {
    JsonNode card = told(Form.TEAMS).at("/attachments/0/content");
    assertThat(card.get("type").textValue()).isEqualTo("AdaptiveCard");
    assertThat(card.at("/body/1/text").textValue()).contains("\\[failed\\](");
    assertThat(card.at("/actions/0/url").textValue()).startsWith("https://sync.example/");
  }

  @Test
  void what_may_heal_is_tried_a_little_and_what_may_not_once() throws Exception {
    try (var webhook = new Webhook(settings(Form.JSON, null), outbound, AT_ONCE)) {
      receiver.status("503 Busy");
      webhook.tell(NOTICE);
      while (webhook.lost() == 0) {
        Thread.onSpinWait();
      }
    }
    assertThat(receiver.heads()).hasSize(3);
    try (var webhook = new Webhook(settings(Form.JSON, null), outbound, AT_ONCE)) {
      receiver.status("404 Not Found");
      webhook.tell(NOTICE);
    }
    assertThat(receiver.heads()).hasSize(4);
  }

  @Test
  void a_dead_receiver_delays_nobody_and_its_queue_is_bounded() throws Exception {
    receiver.answer((head, out) -> true);
    var webhook = new Webhook(settings(Form.JSON, null), outbound, AT_ONCE);
    long before = System.nanoTime();
    for (int i = 0; i < 1_500; i++) {
      webhook.tell(NOTICE);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    assertThat(webhook.lost()).isGreaterThanOrEqualTo(499);
  }

  @Test
  void a_run_pings_its_start_and_its_end_with_the_same_id() throws Exception {
    try (var pings = new Pings(settings(Form.JSON, null), outbound, AT_ONCE)) {
      pings.finished(FakeOperations.view("r1", 1, "succeeded"));
      pings.finished(FakeOperations.view("r2", 1, "failed"));
      pings.finished(FakeOperations.view("r3", 1, "lost"));
    }
    String rid = UUID.nameUUIDFromBytes(new byte[] {'r', '1'}).toString();
    assertThat(receiver.heads()).hasSize(2);
    assertThat(receiver.heads().get(0)).startsWith("GET /ping/abc?rid=" + rid + " HTTP/1.1");
    assertThat(receiver.heads().get(1)).startsWith("GET /ping/abc/fail?rid=");
    assertThat(Pings.url("https://hc.example/p?x=1", "/start", "r1"))
        .isEqualTo(URI.create("https://hc.example/p/start?rid=" + rid + "&x=1"));
  }

  @Test
  void mail_is_taken_by_a_real_server() throws Exception {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.setUser("ops@example.com", "worker", "hunter22");
    server.start();
    try {
      var to =
          new NotifySettings.Mail(
              List.of("ops@example.com", "duty@example.com"),
              "sde-sync@example.com",
              Secret.of("smtp://worker:hunter22@127.0.0.1:" + server.getSmtp().getPort()));
      try (var mail = new Mail(settings(Form.JSON, to), Duration.ofSeconds(5), AT_ONCE)) {
        mail.tell(NOTICE);
      }
      assertThat(server.waitForIncomingEmail(5_000, 2)).isTrue();
      MimeMessage got = server.getReceivedMessages()[0];
      assertThat(got.getSubject()).isEqualTo("[sde-sync] Shop <!channel> fails");
      assertThat(got.getContent().toString()).contains("& so on.", "sde-sync on node1");
    } finally {
      server.stop();
    }
  }

  @Test
  void settings_print_no_secret() {
    var mail = new NotifySettings.Mail(List.of("a@b"), "c@d", Secret.of("smtp://u:hunter22@h:25"));
    assertThat(settings(Form.JSON, mail).toString())
        .doesNotContain("s3cret", "hunter22", "/ping/abc");
  }
}
