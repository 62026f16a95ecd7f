package sdesync.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.blackbox.BuiltProgram.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.http.WireServer;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxSettings;

/** Everything the built program writes or answers, searched for its secrets in all their forms. */
@Tag("slow")
class SecretsStayInsideTest {
  private static final String PASSWORD = "p@ss/w0rd+'\"<&>\u00fc";
  private static final String LINE = "q83vEjRWeJASNFZ4";
  private static final String KEY = "-----BEGIN KEY-----\n" + LINE + "\n-----END KEY-----";
  private static final String GITHUB = "github_password"; // the sandbox's own
  private static final String FORTIFY = "fortify_password";

  /** Says what it should not. */
  private static final String ROUTE =
      """
      - route:
          id: sync_github
          description: Logs its params, and fails with them
          from:
            uri: direct:sync_github
            steps:
              - log:
                  message: "given ${body.params.values}"
              - throwException:
                  exceptionType: java.lang.IllegalStateException
                  message: "cannot log in with ${body.params.values}"
      """;

  @TempDir Path folder;
  private Sandbox sandbox;
  private WireServer receiver;
  private BuiltProgram program;
  private String opsUrl;

  @BeforeEach
  void commands_that_tell_all_they_know() throws IOException {
    sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
    sandbox
        .integrations()
        .change(
            2,
            shown ->
                shown.withParams(
                    Map.of("alm_pass", PASSWORD, "private_key", KEY, "pin_token", "1234")));
    receiver = new WireServer();
    receiver.json("{}");
    opsUrl = "127.0.0.1:" + BuiltProgram.freePort();
    Path told = folder.resolve("told.txt");
    program =
        new BuiltProgram(folder)
            .with("sde.url", sandbox.url().toString())
            .with("sde.token", Sandbox.TOKEN)
            .with("sde.admin-token", Sandbox.ADMIN_TOKEN)
            .with("ops.bind", opsUrl)
            .with("notify.webhook", receiver.url() + "/hook")
            .with("log.level", "debug")
            .with("commands.dir", "commands")
            .with("routes.dir", "routes")
            .with("command.import_fortify.exec", folder + "/commands/import_fortify {config}")
            .with("command.import_fortify.params", "file-ini")
            .command(
                "sync_jira",
                "cat\ncat " + told + "\ncat " + told + " >&2\ntail -n 1 " + told + "\nexit 3")
            .command(
                "import_fortify",
                "cat \"$1\"\necho up\nwhile [ ! -e " + folder + "/go ]; do sleep 0.1; done");
    Path routes = Files.createDirectories(folder.resolve("routes"));
    Files.writeString(routes.resolve("sync_github.camel.yaml"), ROUTE);
  }

  @AfterEach
  void stop() throws IOException {
    program.close();
    receiver.close();
    sandbox.close();
  }

  @Test
  void no_form_of_a_secret_is_in_a_file_an_answer_or_the_log() throws Exception {
    Process daemon = program.daemon();
    String opsToken = Files.readString(folder.resolve("data/ops-token")).strip();
    tell(List.of(PASSWORD, LINE, Sandbox.TOKEN, Sandbox.ADMIN_TOKEN, opsToken));

    var ran = program.run("run", "2", "3", "--json").exits(1);

    assertThat(ran.out()).contains("***", "short_secret:pin_token", "Route sync_github failed");
    Map<String, String> sinks = new TreeMap<>(answers(opsToken));
    sinks.put("run --json", ran.out() + ran.err());
    sinks.put("log", program.run("log", runs(ran.out()).get(0)).exits(0).out());
    sinks.put("the daemon's own words", program.said(daemon));
    sinks.putAll(files("data", "ops-token"));
    await(() -> receiver.bodies().size() == 2);
    sinks.put("webhook", String.join("\n", receiver.bodies()));
    assertThat(sinks.get("webhook")).contains("cannot log in with").contains("***");
    assertThat(sinks.get("the daemon's own words")).contains("given {alm_");
    assertThat(sinks).hasSizeGreaterThan(12);
    for (String secret :
        List.of(PASSWORD, LINE, GITHUB, Sandbox.TOKEN, Sandbox.ADMIN_TOKEN, opsToken)) {
      for (String form : SecretForms.of(secret)) {
        sinks.forEach((name, text) -> assertThat(text).as(name).doesNotContain(form));
      }
    }
  }

  @Test
  void params_in_a_file_are_there_and_nowhere_else_and_only_during_the_run() throws Exception {
    program.daemon();
    program.run("run", "4", "--no-wait").exits(0);
    await(() -> files("data", "ops-token").values().stream().anyMatch(t -> t.contains("up\n")));

    Map<String, String> with = files("", "told.txt");
    with.values().removeIf(text -> !text.contains(FORTIFY));
    assertThat(with.keySet()).singleElement().asString().startsWith("data/tmp/");
    Path file = folder.resolve(with.keySet().iterator().next());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(processes())
        .isNotEmpty()
        .allSatisfy(told -> assertThat(told).doesNotContain(FORTIFY));
    assertThat(processes()).anySatisfy(told -> assertThat(told).contains("SDE_SYNC_RUN_ID"));

    Files.createFile(folder.resolve("go"));
    await(() -> !Files.exists(file));
  }

  /** Into the file that sync_jira prints; its last line is a summary. */
  private void tell(List<String> secrets) throws IOException {
    var lines = new StringBuilder();
    for (String secret : secrets) {
      SecretForms.written(secret)
          .forEach(form -> lines.append("see ").append(form).append(" end\n"));
    }
    lines.append("sde-sync: {\"note\": \"").append(SecretForms.json(PASSWORD)).append("\"}\n");
    Files.writeString(folder.resolve("told.txt"), lines);
  }

  private Map<String, String> answers(String token) throws Exception {
    var answers = new TreeMap<String, String>();
    for (String path :
        List.of("/runs", "/integrations", "/integrations/2/why", "/status", "/polls", "/audit")) {
      answers.put(path, get(path, token, "application/json"));
    }
    for (String run : runs(answers.get("/runs"))) {
      answers.put("/runs/" + run, get("/runs/" + run, token, "application/json"));
      answers.put(run + " log", get("/runs/" + run + "/log", token, "text/plain"));
      answers.put(run + " sse", get("/runs/" + run + "/log", token, "text/event-stream"));
    }
    return answers;
  }

  private String get(String path, String token, String accept) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + opsUrl + "/api/v1" + path))
            .header("Authorization", "Bearer " + token)
            .header("Accept", accept)
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString(UTF_8))
        .body();
  }

  private static List<String> runs(String json) {
    return java.util.regex.Pattern.compile("\"id\"\\s*:\\s*\"(r[^\"]+)\"")
        .matcher(json)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  /** Every file below the folder, as UTF-8 and, for the database, whatever else there is. */
  private Map<String, String> files(String below, String but) {
    var texts = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(folder.resolve(below))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(but)) {
          String name = folder.relativize(file).toString();
          texts.put(name, text(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      return ""; // gone meanwhile
    }
  }

  /** The arguments and the environment of every process of ours, but this one. */
  private static List<String> processes() {
    long self = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> pid != self)
        .map(pid -> latin(pid, "cmdline") + latin(pid, "environ"))
        .filter(told -> !told.isEmpty())
        .toList();
  }

  private static String latin(long pid, String what) {
    try {
      return new String(Files.readAllBytes(Path.of("/proc/" + pid + "/" + what)), ISO_8859_1);
    } catch (IOException e) {
      return ""; // ended, or another user's
    }
  }
}
