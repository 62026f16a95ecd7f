package sdesync.sde;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdesync.http.WireServer;

/** An SD Elements below HTTP that has some paths and answers 404 to all others. */
final class ConnectionServer implements AutoCloseable {
  /** Of the published examples, in the words of a server of 2018. */
  static final String RALLY =
      """
      {"id": 1, "alias": "Rally Integration", "frequency": "daily", "command": "sync_rally",
       "project": 2, "connector": 4, "inaccessible": true, "debug_mode": false,
       "in_progress": true, "last_successful_run": "2026-02-28T23:00:00Z",
       "last_job": {"id": 9, "last_run": "2026-03-01T00:00:00Z", "automatic": true,
         "ready": true, "result_message": "hunter2", "succeeded": false, "user": "a@b.example"},
       "system": {"id": "rally", "short_name": "CA Agile Central",
         "name": "CA Agile Central (formerly Rally)"},
       "params": {"alm_server": "rally1.rallydev.com", "alm_pass": "hunter2"}}
      """;

  private static final Pattern PATH = Pattern.compile("^[A-Z]+ (/[^? ]*)");

  final WireServer wire = new WireServer();
  private final Map<String, String> statuses = new HashMap<>();
  private final Map<String, String> bodies = new HashMap<>();
  private final Set<String> taking = new HashSet<>();

  ConnectionServer() throws IOException {
    wire.answer(
        (head, out) -> {
          Matcher path = PATH.matcher(head);
          String asked = path.find() ? path.group(1).replaceFirst("^/api/v2/", "") : "";
          if (taking.contains(head.substring(0, head.indexOf(' ') + 1) + asked)) {
            return WireServer.write(out, "201 Created", "application/json", "{}");
          }
          return WireServer.write(
              out,
              statuses.getOrDefault(asked, bodies.containsKey(asked) ? "200 OK" : "404 Not Found"),
              "application/json",
              bodies.getOrDefault(asked, "{\"detail\":\"Not found.\"}"));
        });
  }

  /** Its lists with these items; each is had by its own GET too. */
  ConnectionServer list(String path, String... items) {
    bodies.put(path, "{\"results\":[" + String.join(",", items) + "]}");
    return this;
  }

  ConnectionServer item(String path, String item) {
    bodies.put(path, item);
    return this;
  }

  ConnectionServer status(String path, String status) {
    statuses.put(path, status);
    return this;
  }

  ConnectionServer without(String path) {
    bodies.remove(path);
    return this;
  }

  /** Takes what is sent there, such as {@code POST jobs/alm/}. */
  ConnectionServer takes(String methodAndPath) {
    taking.add(methodAndPath);
    return this;
  }

  /** What was asked for, below {@code /api/v2/}. */
  List<String> asked() {
    return wire.targets().stream().map(target -> target.replaceFirst("^/api/v2/", "")).toList();
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
