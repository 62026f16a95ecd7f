package sdesync.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdesync.catalog.PollSettings;
import sdesync.http.HttpSettings;
import sdesync.http.TargetSettings;
import sdesync.integration.Frequency;
import sdesync.ops.OpsSettings;
import sdesync.redact.Secret;
import sdesync.run.RunSettings;
import sdesync.schedule.Cron;
import sdesync.schedule.EngineSettings;
import sdesync.schedule.ScheduleSettings;
import sdesync.sde.ApiSettings;
import sdesync.sde.Dialect;
import sdesync.sde.SdeSettings;
import sdesync.store.StoreSettings;
import sdesync.sync.SyncSettings;

/** Builds each room's settings from the values of its keys. */
final class SettingsReader {
  private final Values values;

  SettingsReader(Values values) {
    this.values = values;
  }

  /** Null when what a worker needs is not given. */
  @Nullable SdeSettings sde() {
    Secret token = values.secretOrNull(Keys.SDE_TOKEN);
    Secret admin = values.secretOrNull(Keys.SDE_ADMIN_TOKEN);
    URI url = values.orNull(Keys.SDE_URL);
    ApiSettings api = api();
    var projects = values.get(Keys.SDE_PROJECTS);
    int pageSize = values.get(Keys.SDE_PAGE_SIZE);
    long maxResponse = values.get(Keys.SDE_MAX_RESPONSE);
    Map<String, String> filters = filters();
    if (!values.isGiven(Keys.SDE_URL)) {
      values.workerError("sde.url is not given; allowed: " + Keys.SDE_URL.form().allowed());
    }
    if (values.isMissing(Keys.SDE_TOKEN) && values.isMissing(Keys.SDE_ADMIN_TOKEN)) {
      values.workerError("neither sde.token nor sde.admin-token is given; at least one is needed");
    }
    if (url == null || (token == null && admin == null)) {
      return null;
    }
    plainHttp(url);
    return new SdeSettings(url, token, admin, projects, filters, pageSize, maxResponse, api);
  }

  private ApiSettings api() {
    String word = values.get(Keys.SDE_API);
    Duration requestsEvery = values.get(Keys.POLL_REQUESTS_EVERY);
    return new ApiSettings(
        word.equals("auto") ? null : Dialect.of(word),
        values.get(Keys.SDE_ONLY_INACCESSIBLE),
        values.orNull(Keys.SDE_REPORT_RESULTS),
        values.get(Keys.SDE_MANUAL_REQUESTS) ? requestsEvery : null,
        values.orNull(Keys.SDE_AGENT_ID));
  }

  private Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    values.find(Keys.FILTER_ALIAS).ifPresent(text -> filters.put("alias", text));
    values.find(Keys.FILTER_FREQUENCY).ifPresent(text -> filters.put("frequency", text));
    values.find(Keys.FILTER_SYSTEM).ifPresent(text -> filters.put("system", text));
    values.find(Keys.FILTER_TYPE).ifPresent(text -> filters.put("type", text));
    return filters;
  }

  private void plainHttp(URI url) {
    boolean allowed = values.get(Keys.SDE_ALLOW_HTTP);
    if ("https".equalsIgnoreCase(url.getScheme()) || AddressForms.isLoopback(url.getHost())) {
      return;
    }
    if (allowed) {
      values.warning("sde.url=" + url + ": tokens and params travel unencrypted (sde.allow-http)");
    } else {
      values.error(
          "sde.url="
              + url
              + ": http:// would send the token unencrypted; allowed: https://, or http:// on"
              + " loopback, or sde.allow-http=true");
    }
  }

  HttpSettings http() {
    return new HttpSettings(
        values.secretOrNull(Keys.HTTP_PROXY),
        values.find(Keys.HTTP_NO_PROXY).orElse(List.of()),
        values.readableOrNull(Keys.HTTP_CA),
        values.get(Keys.HTTP_CONNECT_TIMEOUT),
        values.get(Keys.HTTP_TIMEOUT),
        new TargetSettings(
            values.find(Keys.TARGETS).orElse(List.of()),
            values.get(Keys.INSECURE_TARGETS),
            values.orNull(Keys.SDE_URL)));
  }

  PollSettings poll() {
    return new PollSettings(values.get(Keys.POLL_EVERY));
  }

  ScheduleSettings schedule() {
    Map<Frequency, String> crons = new EnumMap<>(Frequency.class);
    crons.put(Frequency.HOURLY, values.get(Keys.HOURLY));
    crons.put(Frequency.DAILY, values.get(Keys.DAILY));
    crons.put(Frequency.WEEKLY, values.get(Keys.WEEKLY));
    crons.put(Frequency.MONTHLY, values.get(Keys.MONTHLY));
    Map<Long, String> own = new HashMap<>();
    for (String line : values.given().namesOf(Keys.OWN_CRON)) {
      long id = Long.parseLong(line.substring(line.lastIndexOf('.') + 1));
      values.find(Keys.OWN_CRON.as(line)).ifPresent(cron -> own.put(id, cron));
    }
    Stream.concat(crons.values().stream(), own.values().stream()).forEach(this::seconds);
    boolean catchUp = values.get(Keys.CATCH_UP);
    return new ScheduleSettings(values.get(Keys.TIME_ZONE), crons, own, catchUp);
  }

  private void seconds(String cron) {
    if (Cron.parse(cron).hasSeconds()) {
      values.warning("the cron '" + cron + "' has a sixth, leading field: it counts in seconds");
    }
  }

  EngineSettings engine() {
    return new EngineSettings(
        node(values),
        values.get(Keys.CONCURRENCY),
        values.get(Keys.PER_TARGET),
        values.get(Keys.DRAIN),
        values.get(Keys.GRACE),
        values.get(Keys.LEASE),
        values.get(Keys.RETRIES),
        values.get(Keys.BACKOFF),
        values.get(Keys.AUTO_PAUSE));
  }

  static String node(Values values) {
    return values.find(Keys.NODE_NAME).orElseGet(SettingsReader::hostName);
  }

  /** The kernel's word: no name service is asked, so that none can be slow or away. */
  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }

  SyncSettings sync() {
    return new SyncSettings(values.get(Keys.CLOSE_ORPHANS));
  }

  RunSettings run() {
    var commands = new CommandKeys(values);
    return new RunSettings(
        values.path(Keys.ROUTES_DIR),
        values.path(Keys.COMMANDS_DIR),
        values.path(Keys.DATA_DIR),
        values.get(Keys.RUN_TIMEOUT),
        values.get(Keys.GRACE),
        values.get(Keys.LEASE),
        values.get(Keys.OUTPUT_LIMIT),
        commands.specs(),
        commands.common(),
        values.find(Keys.REDACT_KEYS).orElse(List.of()));
  }

  StoreSettings store() {
    Path data = values.path(Keys.DATA_DIR);
    String url =
        values
            .find(Keys.DB_URL)
            .map(this::beside)
            .orElse("jdbc:h2:file:" + data.resolve("sde-sync"));
    return new StoreSettings(
        url, values.orNull(Keys.DB_USER), values.secretOrNull(Keys.DB_PASSWORD), data);
  }

  private String beside(String url) {
    String prefix = "jdbc:h2:file:";
    if (!url.startsWith(prefix)) {
      return url;
    }
    String file = url.substring(prefix.length());
    return file.startsWith("~") ? url : prefix + values.resolve(Path.of(file));
  }

  OpsSettings ops() {
    return new OpsReader(values).ops();
  }
}
