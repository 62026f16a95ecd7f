package sdesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.integration.Frequency;
import sdesync.ops.OpsSettings;
import sdesync.ops.OpsSettings.Bind;
import sdesync.redact.Secret;
import sdesync.run.RunSettings.CommandSpec;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.run.RunSettings.TokenForm;
import sdesync.schedule.EngineSettings.AutoPause;

class SettingsTest {
  private static final String LEAST = "sde.url=https://sde.example.com\nsde.token=abc\n";

  private final Path folder;

  SettingsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void defaults_are_those_of_the_contract() throws IOException {
    Settings settings = load(LEAST);

    assertThat(settings.sde().url()).isEqualTo(URI.create("https://sde.example.com"));
    assertThat(settings.sde().token()).extracting(Secret::reveal).isEqualTo("abc");
    assertThat(settings.sde().adminToken()).isNull();
    assertThat(settings.sde().projects()).isEmpty();
    assertThat(settings.sde().filters()).isEmpty();
    assertThat(settings.sde().pageSize()).isEqualTo(100);
    assertThat(settings.sde().maxResponseBytes()).isEqualTo(256L << 20);
    assertThat(settings.http().proxy()).isNull();
    assertThat(settings.http().noProxy()).isEmpty();
    assertThat(settings.http().ca()).isNull();
    assertThat(settings.http().connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.http().timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.poll().every()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.schedule().zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(settings.schedule().crons())
        .isEqualTo(
            Map.of(
                Frequency.HOURLY, "H * * * *",
                Frequency.DAILY, "H H(0-5) * * *",
                Frequency.WEEKLY, "H H(0-5) * * H(1-5)",
                Frequency.MONTHLY, "H H(0-5) H(1-28) * *"));
    assertThat(settings.schedule().ownCrons()).isEmpty();
    assertThat(settings.schedule().catchUp()).isTrue();
    assertThat(settings.engine().node())
        .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
    assertThat(settings.engine().concurrency()).isEqualTo(16);
    assertThat(settings.engine().perTarget()).isEqualTo(4);
    assertThat(settings.engine().drain()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.engine().grace()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.engine().lease()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.engine().retries()).isEqualTo(2);
    assertThat(settings.engine().backoff()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.engine().autoPause())
        .isEqualTo(Optional.of(new AutoPause(30, Duration.ofDays(7))));
    assertThat(settings.run().routesDir()).isEqualTo(folder.resolve("routes"));
    assertThat(settings.run().commandsDir()).isEqualTo(folder.resolve("commands"));
    assertThat(settings.run().dataDir()).isEqualTo(folder.resolve("data"));
    assertThat(settings.run().timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.run().grace()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.run().lease()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.run().outputLimitBytes()).isEqualTo(10L << 20);
    assertThat(settings.run().commands()).isEmpty();
    assertThat(settings.run().environment()).isEmpty();
    assertThat(settings.run().secretKeys()).isEmpty();
    assertThat(settings.store().url()).isEqualTo("jdbc:h2:file:" + folder.resolve("data/sde-sync"));
    assertThat(settings.store().user()).isNull();
    assertThat(settings.store().password()).isNull();
    assertThat(settings.store().dataDir()).isEqualTo(folder.resolve("data"));
    assertThat(settings.ops().bind()).isEqualTo(new Bind("127.0.0.1", 8787));
    assertThat(settings.ops().edge().behindProxy()).isFalse();
    assertThat(settings.ops().tokens()).isNull();
    assertThat(settings.ops().client().url()).isNull();
    assertThat(settings.ops().client().token()).isNull();
    assertThat(settings.ops().metrics()).isEqualTo(new OpsSettings.Metrics(false, true));
    assertThat(settings.log()).isEqualTo(new LogSettings("info", false, settings.engine().node()));
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void every_key_reaches_its_room() throws IOException {
    Files.writeString(folder.resolve("ca.pem"), "x");
    Files.writeString(folder.resolve("tokens"), "x");
    Settings settings =
        load(
            """
            sde.url = https://sde.example.com/base/
            sde.token = ordinary
            sde.admin-token = admin
            sde.api = integrations
            sde.projects = 3, 1,3
            sde.filter.alias = An alias
            sde.filter.frequency = daily
            sde.filter.system = Rally
            sde.filter.type = ALM
            sde.page-size = 0
            sde.max-response = 1GB
            http.proxy = http://u:p%40@proxy:3128/
            http.no-proxy = localhost, .example.com
            http.ca = ca.pem
            http.connect-timeout = 500ms
            http.timeout = 1h
            poll.every = 90s
            schedule.time-zone = Europe/Berlin
            schedule.hourly = 5 * * * *
            schedule.daily = 0 3 * * *
            schedule.weekly = 0 3 * * 0
            schedule.monthly = 0 3 1 * *
            schedule.integration.42 = */10 * * * *
            schedule.catch-up = skip
            run.concurrency = 3
            run.per-target = 2
            run.timeout = 10m
            run.grace = 1s
            run.drain = 0s
            run.lease = 2s
            run.retries = 0
            run.backoff = 7s
            run.auto-pause = never
            run.output-limit = 512KB
            routes.dir = /srv/routes
            commands.dir = ../commands
            command.sync_jira.exec = bin/jira --name 'two words' {config}
            command.sync_jira.params = file-ini
            command.sync_jira.sde-token = admin
            command.sync_jira.env.A_b = 1
            command.sync_jira.dir = work
            command.sync_jira.timeout = 5m
            command.sync_jira.retry-exit-codes = 75, 3
            command.env.LANG = C.UTF-8
            redact.keys = pin, badge
            db.url = jdbc:h2:file:./other
            db.user = u
            db.password = p w
            data.dir = d
            node.name = n1
            ops.bind = [::1]:9000
            ops.tokens = tokens
            ops.url = https://sync.example.com/
            ops.token = t
            log.level = debug
            log.format = json
            """);

    assertThat(settings.sde().url()).isEqualTo(URI.create("https://sde.example.com/base"));
    assertThat(settings.sde().adminToken()).extracting(Secret::reveal).isEqualTo("admin");
    assertThat(settings.sde().projects()).containsExactly(3L, 1L);
    assertThat(settings.sde().filters())
        .isEqualTo(
            Map.of("alias", "An alias", "frequency", "daily", "system", "Rally", "type", "ALM"));
    assertThat(settings.sde().pageSize()).isZero();
    assertThat(settings.sde().maxResponseBytes()).isEqualTo(1L << 30);
    assertThat(settings.http().proxy())
        .extracting(Secret::reveal)
        .isEqualTo("http://u:p%40@proxy:3128");
    assertThat(settings.http().noProxy()).containsExactly("localhost", ".example.com");
    assertThat(settings.http().ca()).isEqualTo(folder.resolve("ca.pem"));
    assertThat(settings.http().connectTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.http().timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.poll().every()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.schedule().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(settings.schedule().crons())
        .isEqualTo(
            Map.of(
                Frequency.HOURLY, "5 * * * *",
                Frequency.DAILY, "0 3 * * *",
                Frequency.WEEKLY, "0 3 * * 0",
                Frequency.MONTHLY, "0 3 1 * *"));
    assertThat(settings.schedule().ownCrons()).isEqualTo(Map.of(42L, "*/10 * * * *"));
    assertThat(settings.schedule().catchUp()).isFalse();
    assertThat(settings.engine().node()).isEqualTo("n1");
    assertThat(settings.engine().concurrency()).isEqualTo(3);
    assertThat(settings.engine().perTarget()).isEqualTo(2);
    assertThat(settings.engine().drain()).isZero();
    assertThat(settings.engine().grace()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.engine().lease()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.engine().retries()).isZero();
    assertThat(settings.engine().backoff()).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.engine().autoPause()).isEmpty();
    assertThat(settings.run().routesDir()).isEqualTo(Path.of("/srv/routes"));
    assertThat(settings.run().commandsDir()).isEqualTo(folder.resolveSibling("commands"));
    assertThat(settings.run().timeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.run().outputLimitBytes()).isEqualTo(512L << 10);
    assertThat(settings.run().commands())
        .isEqualTo(
            Map.of(
                "sync_jira",
                new CommandSpec(
                    List.of(
                        folder.resolve("bin/jira").toString(), "--name", "two words", "{config}"),
                    ParamsForm.FILE_INI,
                    TokenForm.ADMIN,
                    Map.of("A_b", "1"),
                    folder.resolve("work"),
                    Duration.ofMinutes(5),
                    Set.of(75, 3))));
    assertThat(settings.run().environment()).isEqualTo(Map.of("LANG", "C.UTF-8"));
    assertThat(settings.run().secretKeys()).containsExactly("pin", "badge");
    assertThat(settings.store().url()).isEqualTo("jdbc:h2:file:" + folder.resolve("other"));
    assertThat(settings.store().user()).isEqualTo("u");
    assertThat(settings.store().password()).extracting(Secret::reveal).isEqualTo("p w");
    assertThat(settings.store().dataDir()).isEqualTo(folder.resolve("d"));
    assertThat(settings.ops().bind()).isEqualTo(new Bind("::1", 9000));
    assertThat(settings.ops().tokens()).isEqualTo(folder.resolve("tokens"));
    assertThat(settings.ops().client().url()).isEqualTo(URI.create("https://sync.example.com"));
    assertThat(settings.ops().client().token()).extracting(Secret::reveal).isEqualTo("t");
    assertThat(settings.log()).isEqualTo(new LogSettings("debug", true, settings.engine().node()));
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void all_errors_come_at_once_one_a_line() throws IOException {
    Path file = write("poll.every=5 minutes\nrun.concurency=3\nrun.output-limit=big\n");

    assertThatThrownBy(() -> Settings.load(file, Map.of(), places()))
        .isInstanceOf(ConfigurationException.class)
        .message()
        .isEqualTo(
            """
            run.concurency in %1$s: unknown key; the nearest known one is run.concurrency
            poll.every=5 minutes in %1$s: not a duration; allowed: a duration such as 500ms, 30s, \
            5m, 1h, 7d, at least 100ms
            run.output-limit=big in %1$s: not a size; allowed: a size above zero such as 512KB, \
            10MB, 2GB
            sde.url is not given; allowed: a URL such as https://sde.example.com, without /api/v2
            neither sde.token nor sde.admin-token is given; at least one is needed"""
                .formatted(file));
  }

  private Settings load(String text) throws IOException {
    return Settings.load(write(text), Map.of(), places());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("sde-sync.properties"), text);
  }

  private Places places() {
    return new Places(folder.resolve("program"), folder, folder.resolve("etc"));
  }
}
