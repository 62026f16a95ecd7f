package sdesync.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import sdesync.http.Outbound;
import sdesync.http.Request;
import sdesync.ops.Json;
import sdesync.redact.Secret;

/** Tells by a POST to {@code notify.webhook}; the bean {@code webhook} of the route notify. */
public final class Webhook implements AutoCloseable {
  static final List<Duration> PAUSES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(15));

  private final NotifySettings settings;
  private final Outbox<String> outbox;

  public Webhook(NotifySettings settings, Outbound outbound) {
    this(settings, outbound, PAUSES);
  }

  Webhook(NotifySettings settings, Outbound outbound, List<Duration> pauses) {
    this.settings = settings;
    var calls = new Calls(outbound);
    Secret url = settings.webhook();
    this.outbox =
        new Outbox<>(
            "webhook",
            json -> {
              if (url != null) {
                calls.send(Request.Method.POST, URI.create(url.reveal()), json);
              }
            },
            pauses);
  }

  /** Puts it in the queue and returns at once; does nothing without a webhook. */
  public void tell(Notice notice) {
    if (settings.webhook() == null) {
      return;
    }
    try {
      outbox.put(Json.MAPPER.writeValueAsString(WebhookForms.of(settings.form(), notice)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long sent() {
    return outbox.sent();
  }

  /** Given up after some tries, or dropped because too many waited. */
  public long lost() {
    return outbox.lost();
  }

  @Override
  public void close() {
    outbox.close();
  }
}
