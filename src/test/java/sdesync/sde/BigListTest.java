package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sdesync.http.WireServer;

/** 100,000 integrations with about 100 MB of params, read in a heap of 256 MB. */
@Tag("slow")
class BigListTest {
  private static final int ALL = 100_000;
  private static final String SECRET = "hunter2-in-no-file";
  private static final String PARAMS =
      "\"params\":{\"alm_server\":\"rally%d.example.com\",\"alm_user\":\"u\",\"alm_pass\":\""
          + SECRET
          + "\",\"sde_project\":\"Demo\",\"conflict_policy\":\"alm\",\"text\":\""
          + "x".repeat(750)
          + "\"}";

  /** What a connection says beside it; the first API's items may hold it too. */
  private static final String CONNECTION =
      ",\"inaccessible\":true,\"last_successful_run\":\"2026-03-01T00:00:00Z\",\"last_job\":"
          + "{\"last_run\":\"2026-03-01T00:00:00Z\",\"succeeded\":true,\"result_message\":\"x\"}";

  private static final Pattern PAGE = Pattern.compile("\\?page=(\\d+)");

  private final Set<String> files = ConcurrentHashMap.newKeySet();
  private volatile long pid;

  @ParameterizedTest
  @CsvSource({
    "0, INTEGRATIONS",
    "100, INTEGRATIONS",
    "5000, INTEGRATIONS",
    "5000, CONNECTIONS_ALM"
  })
  void it_is_read_as_a_stream_and_no_file_holds_a_param(
      int pageSize, Dialect dialect, @TempDir Path folder) throws Exception {
    Path temp = Files.createDirectory(folder.resolve("tmp"));
    Path output = folder.resolve("output");
    try (var server = new WireServer()) {
      server.answer((head, out) -> page(head, new BufferedOutputStream(out, 65_536), pageSize));
      Process reader = start(server.url() + "", pageSize, dialect, temp, output);
      pid = reader.pid();
      assertThat(reader.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(Files.readString(output)).contains("READ " + ALL);
      assertThat(server.sent()).isGreaterThan(95_000_000);
    }
    assertThat(files).as("regular files open while params were read").isEmpty();
    try (Stream<Path> left = Files.walk(temp)) {
      for (Path file : left.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
      }
    }
  }

  private static Process start(String url, int pageSize, Dialect dialect, Path temp, Path output)
      throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                classPath,
                BigList.class.getName(),
                url,
                Integer.toString(pageSize),
                dialect.name()))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** The page a request asks for; size 0 is one page of all. */
  private boolean page(String head, OutputStream out, int pageSize) throws IOException {
    if (head.contains("/analysis/") || head.contains("/ldap/")) {
      return WireServer.write(out, "200 OK", "application/json", "{\"results\":[]}")
          && flushed(out);
    }
    int size = pageSize == 0 ? ALL : pageSize;
    Matcher page = PAGE.matcher(head);
    int number = page.find() ? Integer.parseInt(page.group(1)) : 1;
    int first = (number - 1) * size + 1;
    int last = Math.min(ALL, first + size - 1);
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8));
    String next = last < ALL ? "\"?page=" + (number + 1) + "\"" : "null";
    write(out, "{\"count\":" + ALL + ",\"next\":" + next + ",\"results\":[");
    for (int id = first; id <= last; id++) {
      write(
          out,
          (id == first ? "" : ",")
              + "{\"id\":"
              + id
              + ",\"project_id\":"
              + (id / 10 + 1)
              + CONNECTION
              + ",\"system\":\"Rally\",\"alias\":\"Alias of integration "
              + id
              + "\",\"frequency\":\"daily\",\"command\":\"sync_rally\",\"type\":\"ALM\","
              + PARAMS.formatted(id % 50)
              + "}");
      if (id % 5_000 == 0) {
        look();
      }
    }
    write(out, "]}");
    out.flush();
    return false;
  }

  private static boolean flushed(OutputStream out) throws IOException {
    out.flush();
    return true;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Which files the reading process has open, but for its own program and its output. */
  private void look() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path fd : open.toList()) {
        try {
          Path file = Files.readSymbolicLink(fd);
          String name = file.toString();
          if (Files.isRegularFile(file)
              && !name.startsWith("/sys/") // what Java may use of this machine
              && !name.endsWith(".jar")
              && !name.endsWith("/modules")
              && !name.endsWith("/output")) {
            files.add(name);
          }
        } catch (IOException e) {
          // Closed meanwhile.
        }
      }
    }
  }
}
