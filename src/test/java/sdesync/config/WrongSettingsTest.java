package sdesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of error names the key, the value and what is allowed. */
class WrongSettingsTest {
  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "sde.url | sde.example.com | does not start with http:// or https://",
        "sde.url | ftp://sde.example.com | does not start with http:// or https://",
        "sde.url | https:// | not a URL",
        "sde.url | https:///x | names no host that could be reached",
        "sde.url | https://a b | not a URL",
        "sde.url | https://sde.example.com:99999 | names no host that could be reached",
        "sde.url | https://sde.example.com/api/v2/ | has the path of the API in it",
        "sde.allow-http | yes | not one of the words; allowed: true, false",
        "sde.api | v3 | allowed: integrations, connections-alm, connections-issue-tracker, auto",
        "sde.projects | 1,0 | not a positive id",
        "sde.projects | 1,,2 | an item is empty",
        "sde.page-size | -1 | not a whole number; allowed: a whole number from 0 to 100000",
        "sde.page-size | 9999999999 | out of range",
        "sde.max-response | 10 buckets | not a size; allowed: a size above zero such as 512KB",
        "sde.max-response | 0MB | not above zero",
        "http.no-proxy | a/b | not of that form; allowed: a host",
        "http.ca | no-such.pem | cannot be read; allowed: a file this user may read",
        "http.timeout | 0s | too short; allowed: a duration such as 500ms, 30s, 5m, 1h, 7d",
        "poll.every | 5 | not a duration",
        "poll.every | -5m | not a duration",
        "poll.every | 5M | not a duration",
        "schedule.daily | 61 * * * * | column 1",
        "schedule.integration.7 | H H * * funday | funday",
        "schedule.time-zone | Mars/Olympus | unknown time zone; allowed: an IANA time zone",
        "schedule.time-zone | +02:00 | not an IANA zone",
        "schedule.catch-up | all | allowed: once, skip",
        "run.concurrency | 0 | out of range",
        "run.lease | 1s | too short; allowed: a duration such as 500ms, 30s, 5m, 1h, 7d, at least 2s",
        "run.auto-pause | 0 in 7d | not of that form; allowed: never, or a number of runs and a time",
        "run.auto-pause | 30 in aweek | not a duration",
        "run.auto-pause | sometimes | not of that form",
        "run.targets | 10.0.0.0/33 | has more bits than such an address",
        "run.targets | http://a | not of that form; allowed: a host or address",
        "command.x.exec | say 'hello | the quote at position 5 is never closed",
        "command.x.exec | say \"hello | the quote at position 5 is never closed",
        "command.x.params | json | allowed: stdin-json, stdin-ini, file-json, file-ini, none",
        "command.x.sde-token | both | allowed: ordinary, admin, none",
        "command.x.timeout | never | not a duration",
        "command.x.retry-exit-codes | 75,256 | out of range; allowed: a whole number from 1 to 255",
        "db.url | jdbc:mysql://x/y | not a database this program knows; allowed: jdbc:postgresql",
        "node.name | a b | not of that form",
        "ops.bind | 8787 | not a host and port; allowed: host:port such as 127.0.0.1:8787",
        "ops.bind | 127.0.0.1:70000 | not a host and port",
        "ops.bind | 0.0.0.0:8787 | would send tokens unencrypted; allowed: a loopback address",
        "ops.tokens | no-such-file | cannot be read",
        "log.level | loud | allowed: error, warn, info, debug, trace",
        "notify.mail-to | ops | allowed: a mail address",
        "history.days | 0 | out of range",
        "notify.late-after | soon | allowed: such as 2 periods or 36h",
      })
  void a_wrong_value_is_named_with_what_is_allowed(String key, String value, String why) {
    List<String> errors = errors(Map.of(key, value));

    assertThat(errors).singleElement().asString().startsWith(key + "=").contains(value, why);
  }

  @ParameterizedTest(name = "{0} is nearest to {1}")
  @CsvSource({
    "poll.evry, poll.every",
    "run.timeuot, run.timeout",
    "SDE.URL, sde.url",
    "sde.tokenfile, sde.token-file",
    "command.sync_jira.exce, command.sync_jira.exec",
    "command.Sync-Jira.exec, command.sync_jira.exec",
    "command.sync_jira.enviroment.A, command.sync_jira.env.A",
    "schedule.integration.abc, schedule.integration.ID",
    "schedule.integrations.7, schedule.integration.7",
    "sde.url-file, sde.url"
  })
  void an_unknown_key_is_told_the_nearest_known_one(String unknown, String nearest) {
    assertThat(errors(Map.of(unknown, "1")))
        .contains(unknown + " given: unknown key; the nearest known one is " + nearest);
  }

  @Test
  void an_empty_value_is_an_error_where_the_default_is_something() {
    assertThat(errors(Map.of("poll.every", "")))
        .singleElement()
        .asString()
        .startsWith("poll.every= given: empty; take the line out for the default 5m; allowed: ");
    assertThat(errors(Map.of("http.no-proxy", ""))).isEmpty();
  }

  @Test
  void the_parts_of_a_url_that_may_hold_a_secret_are_not_repeated() {
    assertThat(errors(Map.of("sde.url", "https://u:pass@sde.example.com/?token=abc")))
        .singleElement()
        .asString()
        .startsWith("sde.url=https://***@sde.example.com/?… given: has a user name or password");
    assertThat(errors(Map.of("sde.url", "https://sde.example.com/?token=abc")))
        .singleElement()
        .asString()
        .startsWith("sde.url=https://sde.example.com/?… given: has a query or fragment; allowed: ");
  }

  @Test
  void plain_http_is_for_loopback_unless_allowed() {
    for (String host : List.of("127.0.0.1", "127.9.9.9:80", "[::1]:80", "localhost:8080")) {
      assertThat(errors(Map.of("sde.url", "http://" + host))).isEmpty();
    }
    Map<String, String> elsewhere =
        new HashMap<>(Map.of("sde.url", "http://127.0.0.1.example.com"));
    assertThat(errors(elsewhere)).singleElement().asString().contains("sde.allow-http=true");
    elsewhere.put("sde.allow-http", "true");
    assertThat(load(elsewhere).warnings())
        .containsExactly(
            "sde.url=http://127.0.0.1.example.com: tokens and params travel unencrypted (sde.allow-http)");
  }

  @Test
  void a_listener_elsewhere_than_on_loopback_needs_tls_or_a_proxy_with_its_public_url() {
    Map<String, String> keys = new HashMap<>(Map.of("ops.bind", "0.0.0.0:8787"));
    keys.put("ops.behind-proxy", "true");
    assertThat(errors(keys)).singleElement().asString().contains("needs ops.public-url");
    keys.put("ops.public-url", "https://sync.example.com");
    assertThat(errors(keys)).isEmpty();
  }

  @Test
  void tls_needs_both_files_and_opens_every_address(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("some.pem"), "");
    Map<String, String> keys =
        new HashMap<>(Map.of("ops.bind", "0.0.0.0:8787", "ops.tls-cert", file.toString()));
    assertThat(errors(keys))
        .anySatisfy(error -> assertThat(error).startsWith("ops.bind=0.0.0.0:8787: "))
        .anySatisfy(error -> assertThat(error).contains("belong together"));
    keys.put("ops.tls-key", file.toString());
    assertThat(errors(keys)).isEmpty();
    keys.put("ops.tls-key", "no-such-file");
    assertThat(errors(keys)).singleElement().asString().startsWith("ops.tls-key=");
  }

  @Test
  void a_params_file_needs_params_in_a_file() {
    assertThat(errors(Map.of("command.x.exec", "tool {config}")))
        .containsExactly(
            "command.x.exec has {config} in it, but its params do not come in a file; allowed: with command.x.params=file-json or file-ini");
  }

  @Test
  void the_workers_own_variables_are_not_for_commands() {
    for (String key : List.of("command.env.SDE_SYNC_WORKER", "command.x.env.SDE_SYNC_RUN_ID")) {
      assertThat(errors(Map.of(key, "1"))).singleElement().asString().startsWith(key + ": ");
    }
  }

  @Test
  void what_only_looks_like_shell_is_a_warning() {
    assertThat(load(Map.of("command.x.exec", "tool a | tee b")).warnings())
        .containsExactly(
            "command.x.exec has | in it, which is passed on as it stands: no shell reads it");
  }

  @Test
  void seconds_in_a_cron_and_an_admin_token_that_is_not_there_are_warnings() {
    assertThat(
            load(Map.of("schedule.hourly", "*/2 * * * * *", "command.x.sde-token", "admin"))
                .warnings())
        .containsExactlyInAnyOrder(
            "the cron '*/2 * * * * *' has a sixth, leading field: it counts in seconds",
            "command.x.sde-token=admin, but there is no sde.admin-token: it gets none");
  }

  private static List<String> errors(Map<String, String> keys) {
    ConfigurationException e = catchThrowableOfType(ConfigurationException.class, () -> load(keys));
    return e == null ? List.of() : e.errors();
  }

  private static Settings load(Map<String, String> keys) {
    Map<String, String> all = new HashMap<>(keys);
    all.putIfAbsent("sde.url", "https://sde.example.com");
    all.putIfAbsent("sde.token", "abc");
    return Settings.of(all, Path.of("/nowhere"), Path.of("/nowhere"));
  }
}
