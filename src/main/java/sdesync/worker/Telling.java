package sdesync.worker;

import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import sdesync.catalog.Polls;
import sdesync.config.Settings;
import sdesync.http.Outbound;
import sdesync.notify.Late;
import sdesync.notify.Mail;
import sdesync.notify.Notice;
import sdesync.notify.Notices;
import sdesync.notify.NotifySettings;
import sdesync.notify.Pings;
import sdesync.notify.Surroundings;
import sdesync.notify.Webhook;
import sdesync.notify.Wording;
import sdesync.observe.Sources.Counted;
import sdesync.redact.Masker;
import sdesync.schedule.Slots;
import sdesync.store.Database;

/** Everybody who tells people of something, and the beans that the route run-finished names. */
final class Telling implements AutoCloseable {
  final Notices notices;
  private final Webhook webhook;
  private final Mail mail;
  private final Pings pings;

  /** What the notices stand on. */
  record Ground(Database database, Slots slots, Polls polls, Outbound outbound) {}

  /**
   * @param masker of our own secrets
   * @param tell sends a notice through its route
   */
  Telling(
      Settings settings,
      Ground ground,
      Supplier<Masker> masker,
      InstantSource clock,
      Consumer<Notice> tell) {
    NotifySettings wanted = settings.notices();
    String node = settings.engine().node();
    webhook = new Webhook(wanted, ground.outbound());
    mail = new Mail(wanted, settings.http().timeout());
    pings = new Pings(wanted, ground.outbound());
    notices =
        new Notices(
            ground.database(),
            new Late(wanted.lateAfter(), ground.slots(), ground.database()),
            new Wording(node, wanted.publicUrl(), masker, clock),
            new Surroundings(clock, clock.instant(), ground.polls()::states, tell));
  }

  Map<String, Object> beans() {
    return Map.of("notices", notices, "webhook", webhook, "mail", mail, "pings", pings);
  }

  /** What monitoring counts of it. */
  Map<Counted, LongSupplier> counters() {
    return Map.ofEntries(
        count("webhook", "sent", webhook::sent),
        count("webhook", "lost", webhook::lost),
        count("mail", "sent", mail::sent),
        count("mail", "lost", mail::lost),
        count("ping", "sent", pings::sent),
        count("ping", "lost", pings::lost));
  }

  private static Map.Entry<Counted, LongSupplier> count(
      String way, String result, LongSupplier value) {
    return Map.entry(
        Counted.of(
            "sdesync.notices", "What was told, or could not be", "way", way, "result", result),
        Objects.requireNonNull(value));
  }

  /** Sends what waits, as long as that goes quickly. */
  @Override
  public void close() {
    pings.close();
    webhook.close();
    mail.close();
  }
}
