package sdesync.config;

import static sdesync.config.Key.Exposure.HIDDEN;
import static sdesync.config.Key.Exposure.LOCATION;
import static sdesync.config.Key.Exposure.OPEN;
import static sdesync.config.Key.Exposure.SECRET;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.run.RunSettings.TokenForm;
import sdesync.schedule.EngineSettings.AutoPause;

/** The table of settings (contract section 2): every key there is, in the order of the document. */
final class Keys {
  private static final List<Key<?>> TABLE = new ArrayList<>();
  private static final Duration NONE = Duration.ZERO;
  private static final Duration A_MOMENT = Duration.ofMillis(100);
  private static final Form<String> TOKEN =
      Forms.matching("[!#-&(-~]{1,4096}", "the token alone: visible ASCII, no blanks, no quotes");
  private static final Form<List<String>> FILTER_NAMES =
      Forms.list(Forms.matching("\\S{1,100}", "the name of a param"));
  private static final Form<Path> PATH = Forms.path();

  // What SD Elements is, and what is read of it.
  static final Key<URI> SDE_URL =
      key("sde.url", AddressForms.sdeUrl(), LOCATION, "base URL of SD Elements");
  static final Key<Boolean> SDE_ALLOW_HTTP =
      key("sde.allow-http", "false", Forms.flag(), "allow http:// elsewhere than on loopback");
  static final Key<String> SDE_TOKEN =
      key("sde.token", TOKEN, SECRET, "ordinary API token; at least one of the two is needed");
  static final Key<String> SDE_ADMIN_TOKEN =
      key("sde.admin-token", TOKEN, SECRET, "admin API token; only it may read params");
  static final Key<String> SDE_API =
      key(
          "sde.api",
          "integrations",
          Forms.word("integrations", "connections-alm", "connections-issue-tracker", "auto"),
          "which API of SD Elements is spoken; auto asks the server");
  static final Key<Boolean> SDE_ONLY_INACCESSIBLE =
      key(
          "sde.only-inaccessible",
          "true",
          Forms.flag(),
          "of connections, run only those marked for a remote agent");
  static final Key<Boolean> SDE_REPORT_RESULTS =
      key(
          "sde.report-results",
          Forms.flag(),
          OPEN,
          "post each run's result as a job; default: where the API has jobs");
  static final Key<Boolean> SDE_MANUAL_REQUESTS =
      key(
          "sde.manual-requests",
          "false",
          Forms.flag(),
          "run what somebody asked for in SD Elements (a job that is not ready)");
  static final Key<Long> SDE_AGENT_ID =
      key("sde.agent-id", KeyForms.id(), OPEN, "this worker's remote agent in SD Elements");
  static final Key<List<Long>> SDE_PROJECTS =
      key(
          "sde.projects",
          "all",
          KeyForms.projects(),
          "ids of the projects to poll, each by itself");
  static final Key<String> FILTER_ALIAS =
      key("sde.filter.alias", Forms.text("text"), OPEN, "only integrations of that alias");
  static final Key<String> FILTER_FREQUENCY =
      key("sde.filter.frequency", Forms.text("text"), OPEN, "only those of that frequency");
  static final Key<String> FILTER_SYSTEM =
      key("sde.filter.system", Forms.text("text"), OPEN, "only those of that system");
  static final Key<String> FILTER_TYPE =
      key("sde.filter.type", Forms.text("text"), OPEN, "only those of that type");
  static final Key<Integer> SDE_PAGE_SIZE =
      key("sde.page-size", "100", Forms.number(0, 100_000), "page_size of lists; 0 sends none");
  static final Key<Long> SDE_MAX_RESPONSE =
      key("sde.max-response", "256MB", Forms.size(), "largest answer that is read");

  // Every outbound call.
  static final Key<String> HTTP_PROXY =
      key("http.proxy", AddressForms.proxy(), SECRET, "proxy for every outbound call");
  static final Key<List<String>> HTTP_NO_PROXY =
      key("http.no-proxy", Forms.list(AddressForms.noProxyHost()), OPEN, "reached without it");
  static final Key<Path> HTTP_CA =
      key("http.ca", PATH, OPEN, "PEM bundle trusted beside the JVM's own authorities");
  static final Key<Duration> HTTP_CONNECT_TIMEOUT =
      key("http.connect-timeout", "10s", Forms.duration(A_MOMENT), "time to connect");
  static final Key<Duration> HTTP_TIMEOUT =
      key("http.timeout", "30s", Forms.duration(A_MOMENT), "time without a byte of the answer");

  // When.
  static final Key<Duration> POLL_EVERY =
      key("poll.every", "5m", Forms.duration(A_MOMENT), "from one poll to the next");
  static final Key<Duration> POLL_REQUESTS_EVERY =
      key(
          "poll.requests-every",
          "30s",
          Forms.duration(A_MOMENT),
          "from one look for what sde.manual-requests means to the next");
  static final Key<ZoneId> TIME_ZONE =
      key("schedule.time-zone", "UTC", Forms.zone(), "zone of all slots");
  static final Key<String> HOURLY =
      key("schedule.hourly", "H * * * *", CronForm.form(), "slots of hourly integrations");
  static final Key<String> DAILY =
      key("schedule.daily", "H H(0-5) * * *", CronForm.form(), "slots of daily ones");
  static final Key<String> WEEKLY =
      key("schedule.weekly", "H H(0-5) * * H(1-5)", CronForm.form(), "slots of weekly ones");
  static final Key<String> MONTHLY =
      key("schedule.monthly", "H H(0-5) H(1-28) * *", CronForm.form(), "slots of monthly ones");
  static final Key<String> OWN_CRON =
      key("schedule.integration.ID", CronForm.form(), OPEN, "slots of this one alone");
  static final Key<Boolean> CATCH_UP =
      key(
          "schedule.catch-up",
          "once",
          Forms.word(Map.of("once", true, "skip", false), "once, skip"),
          "whether the newest slot missed while no node ran is run");

  // How.
  static final Key<Integer> CONCURRENCY =
      key("run.concurrency", "16", Forms.number(1, 10_000), "runs at once on this node");
  static final Key<Integer> PER_TARGET =
      key("run.per-target", "4", Forms.number(1, 10_000), "runs at once against one target host");
  static final Key<Duration> RUN_TIMEOUT =
      key("run.timeout", "1h", Forms.duration(A_MOMENT), "longest time of a run");
  static final Key<Duration> GRACE =
      key("run.grace", "30s", Forms.duration(NONE), "from TERM to KILL");
  static final Key<Duration> DRAIN =
      key("run.drain", "5m", Forms.duration(NONE), "time runs are given when the worker stops");
  static final Key<Duration> LEASE =
      key(
          "run.lease",
          "60s",
          Forms.duration(Duration.ofSeconds(2)),
          "how long a node may be cut off from its store; the same on all nodes");
  static final Key<Integer> RETRIES =
      key("run.retries", "2", Forms.number(0, 100), "attempts after a transient failure");
  static final Key<Duration> BACKOFF =
      key("run.backoff", "1m", Forms.duration(NONE), "before the first of them; doubles");
  static final Key<Optional<AutoPause>> AUTO_PAUSE =
      key("run.auto-pause", "30 in 7d", Forms.autoPause(), "failures in a row that pause");
  static final Key<List<String>> TARGETS =
      key("run.targets", Forms.list(AddressForms.host()), OPEN, "hosts native commands may reach");
  static final Key<Boolean> INSECURE_TARGETS =
      key(
          "run.allow-insecure-targets",
          "false",
          Forms.flag(),
          "allow http, or certificates that fail");
  static final Key<Long> OUTPUT_LIMIT =
      key("run.output-limit", "10MB", Forms.size(), "output kept of a run: head and tail");
  static final Key<Path> ROUTES_DIR = key("routes.dir", "routes", PATH, "Camel routes of your own");
  static final Key<Path> COMMANDS_DIR =
      key("commands.dir", "commands", PATH, "executables that are commands by their file name");

  // Single commands.
  static final Key<List<String>> COMMAND_EXEC =
      key("command.NAME.exec", Words.form(), OPEN, "argv; {config} is the path of a params file");
  static final Key<ParamsForm> COMMAND_PARAMS =
      key("command.NAME.params", "stdin-json", KeyForms.params(), "how params are handed over");
  static final Key<TokenForm> COMMAND_TOKEN =
      key("command.NAME.sde-token", "ordinary", KeyForms.token(), "which of our tokens it gets");
  static final Key<String> COMMAND_ENV =
      key("command.NAME.env.VAR", Forms.text("text"), HIDDEN, "a variable of its environment");
  static final Key<String> COMMON_ENV =
      key("command.env.VAR", Forms.text("text"), HIDDEN, "a variable of every command's");
  static final Key<Path> COMMAND_DIR = key("command.NAME.dir", PATH, OPEN, "its working directory");
  static final Key<Duration> COMMAND_TIMEOUT =
      key("command.NAME.timeout", Forms.duration(A_MOMENT), OPEN, "its own run.timeout");
  static final Key<List<Integer>> RETRY_EXIT_CODES =
      key(
          "command.NAME.retry-exit-codes",
          "75",
          Forms.list(Forms.number(1, 255)),
          "exit codes that mean: try again");

  static final Key<Boolean> CLOSE_ORPHANS =
      key("sync.close-orphans", "true", Forms.flag(), "native sync: close what lost its task");
  static final Key<List<String>> REDACT_KEYS =
      key("redact.keys", FILTER_NAMES, OPEN, "further params whose values are secret");

  // Where things are kept.
  static final Key<String> DB_URL =
      key("db.url", AddressForms.databaseUrl(), LOCATION, "default: an H2 file in data.dir");
  static final Key<String> DB_USER = key("db.user", Forms.text("text"), OPEN, "its user");
  static final Key<String> DB_PASSWORD =
      key("db.password", Forms.text("text of one line"), SECRET, "its password");
  static final Key<Path> DATA_DIR =
      key("data.dir", "data", PATH, "database, output, ops token; mode 0700");
  static final Key<String> NODE_NAME =
      key(
          "node.name",
          Forms.matching("[A-Za-z0-9._-]{1,100}", "letters, digits, dots, dashes, at most 100"),
          OPEN,
          "default: the host name");

  private Keys() {}

  /** All keys, in the order of the documentation. */
  static List<Key<?>> all() {
    List<Key<?>> all = new ArrayList<>(TABLE);
    all.addAll(OpsKeys.TABLE);
    return all;
  }

  private static <T> Key<T> key(String name, Form<T> form, Key.Exposure exposure, String meaning) {
    return register(new Key<>(name, null, form, exposure, meaning));
  }

  private static <T> Key<T> key(
      String name, @Nullable String fallback, Form<T> form, String meaning) {
    return register(new Key<>(name, fallback, form, OPEN, meaning));
  }

  private static <T> Key<T> register(Key<T> key) {
    TABLE.add(key);
    return key;
  }
}
