package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sdesync.catalog.Catalog;
import sdesync.catalog.PollReport;
import sdesync.catalog.PollSettings;
import sdesync.catalog.Polls;
import sdesync.http.WireServer;
import sdesync.store.Database;
import sdesync.store.IntegrationFilter;
import sdesync.store.IntegrationStore;
import sdesync.store.StoreSettings;

/** Route, catalog and database together: after any failed poll the last good list is in force. */
class FailedPollTest {
  private static final String GOOD =
      "{\"count\":2,\"results\":[{\"id\":1,\"command\":\"c\"},{\"id\":2,\"command\":\"d\"}]}";

  @ParameterizedTest
  @EnumSource
  void whatever_fails_the_known_integrations_stay_and_the_report_says_why(
      Dialect dialect, @TempDir Path folder) throws Exception {
    var store = new StoreSettings("jdbc:h2:file:" + folder.resolve("db"), null, null, folder);
    try (var server = new WireServer();
        var database = Database.open(store, Duration.ofSeconds(5))) {
      SdeSettings settings = PollRig.over(dialect, PollRig.both(server.url()));
      InstantSource clock = InstantSource.fixed(PollRig.NOW);
      var polls = new Polls(database, new PollSettings(Duration.ofMinutes(5)), settings, clock);
      var catalog = new Catalog(database, polls, (tx, changes) -> {}, clock);
      try (var rig = new PollRig(settings, PollRig.http(), polls, catalog)) {
        server.answer((head, out) -> good(dialect, head, out));
        assertThat(((PollReport) rig.poll().get(0)).added()).hasSize(2);
        String before = known(database);
        for (Map.Entry<String, WireServer.Script> bad : failures().entrySet()) {
          server.answer(bad.getValue());
          PollReport report = (PollReport) rig.poll().get(0);
          assertThat(report.ok()).as(bad.getKey()).isFalse();
          assertThat(report.problem()).as(bad.getKey()).isNotBlank();
          assertThat(known(database)).as(bad.getKey()).isEqualTo(before);
        }
        assertThat(polls.states().get(0).failures()).isEqualTo(failures().size());
        server.answer((head, out) -> good(dialect, head, out));
        assertThat(((PollReport) rig.poll().get(0)).ok()).isTrue();
        assertThat(polls.states().get(0).problem()).isNull();
      }
    }
  }

  private static boolean good(Dialect dialect, String head, OutputStream out) throws IOException {
    boolean main = head.contains(dialect.path(dialect.main(), null));
    String body = main ? GOOD : "{\"results\":[]}";
    return WireServer.write(out, "200 OK", "application/json", body);
  }

  private static String known(Database database) {
    return database
        .inTransaction(tx -> new IntegrationStore().list(tx, IntegrationFilter.ALL, 0, 100))
        .toString();
  }

  private static Map<String, WireServer.Script> failures() {
    Map<String, WireServer.Script> all = new LinkedHashMap<>();
    all.put("closed", (head, out) -> false);
    all.put("refused", (head, out) -> status(out, "401 Unauthorized"));
    all.put("redirect", (head, out) -> status(out, "302 Found\r\nLocation: /login"));
    all.put("busy", (head, out) -> status(out, "503 Busy"));
    all.put("not json", (head, out) -> json(out, "hello"));
    all.put("empty list cut short", (head, out) -> json(out, "{\"results\":["));
    all.put("wrong shape", (head, out) -> json(out, "[]"));
    all.put("count differs", (head, out) -> json(out, "{\"count\":3,\"results\":[]}"));
    all.put("id twice", (head, out) -> json(out, "{\"results\":[{\"id\":9},{\"id\":9}]}"));
    all.put(
        "other host",
        (head, out) ->
            json(
                out,
                "{\"next\":\"http://evil.example/\",\"results\":[{\"id\":9,\"command\":\"c\"}]}"));
    all.put(
        "repeats",
        (head, out) ->
            json(
                out,
                "{\"next\":\"?page=2\",\"results\":[{\"id\":"
                    + (head.contains("page=2") ? 8 : 9)
                    + ",\"command\":\"c\"}]}"));
    all.put("too large", (head, out) -> json(out, "{\"x\":\"" + "x".repeat(1_000_001) + "\"}"));
    all.put(
        "login page",
        (head, out) -> WireServer.write(out, "200 OK", "text/html", "<html>log in</html>"));
    return all;
  }

  private static boolean json(OutputStream out, String body) throws IOException {
    return WireServer.write(out, "200 OK", "application/json", body);
  }

  private static boolean status(OutputStream out, String status) throws IOException {
    out.write(
        ("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    return true;
  }
}
