package sdesync.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import sdesync.config.Settings;
import sdesync.notify.Notice;
import sdesync.observe.Metrics;
import sdesync.observe.Sources;
import sdesync.observe.Sources.Counted;
import sdesync.redact.SecretsInUse;
import sdesync.retention.Retention;
import sdesync.run.Masking;
import sdesync.run.OutputFiles;

/** What looks on: metrics, notices, and the sweep of what is old. */
final class Watch implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final Duration SHARE_EVERY = Duration.ofSeconds(2);
  private static final Duration SWEEP_FIRST = Duration.ofMinutes(2);
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);

  private final Settings settings;
  private final Telling.Ground ground;
  private final InstantSource clock;
  private final Telling telling;
  private final Chores chores = new Chores();

  /**
   * @param tell sends a notice through its route
   */
  Watch(
      Settings settings,
      Telling.Ground ground,
      SecretsInUse secrets,
      InstantSource clock,
      Consumer<Notice> tell) {
    this.settings = settings;
    this.ground = ground;
    this.clock = clock;
    this.telling = new Telling(settings, ground, () -> secrets.own().masker(), clock, tell);
  }

  Metrics metrics(Wiring wiring, Masking masking) {
    Map<Counted, LongSupplier> counters = new HashMap<>(telling.counters());
    counters.put(Counted.of("sdesync.masked", "Secrets taken out of output"), masking::masked);
    String polled = "Polls of single lists";
    counters.put(Counted.of("sdesync.polls", polled, "outcome", "ok"), ground.polls()::good);
    counters.put(Counted.of("sdesync.polls", polled, "outcome", "failed"), ground.polls()::bad);
    return new Metrics(
        Version.TEXT,
        new Sources(
            ground.database(),
            () -> wiring.operations().status(),
            () -> wiring.engine.running(),
            counters),
        settings.ops().metrics().perIntegration(),
        clock);
  }

  Map<String, Object> beans() {
    return telling.beans();
  }

  /** From here on it looks by itself. */
  void start(OutputFiles outputs) {
    var retention =
        new Retention(settings.retention(), ground.database(), outputs, clock, chores::breath);
    chores.every("retention", SWEEP_FIRST, SWEEP_EVERY, retention::sweep);
    chores.every("the copy of output", SHARE_EVERY, SHARE_EVERY, outputs::share);
    chores.every("notices", LOOK_EVERY, LOOK_EVERY, telling.notices::look);
  }

  /** It looks no more. */
  void stop() {
    chores.close();
  }

  /** Sends what waits, as long as that goes quickly. */
  @Override
  public void close() {
    telling.close();
  }
}
