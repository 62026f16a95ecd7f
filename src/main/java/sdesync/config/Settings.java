package sdesync.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.catalog.PollSettings;
import sdesync.http.HttpSettings;
import sdesync.notify.NotifySettings;
import sdesync.ops.OpsSettings;
import sdesync.retention.RetentionSettings;
import sdesync.run.RunSettings;
import sdesync.schedule.EngineSettings;
import sdesync.schedule.ScheduleSettings;
import sdesync.sde.SdeSettings;
import sdesync.store.StoreSettings;
import sdesync.sync.SyncSettings;

/**
 * Everything that is configured, one record per room (contract section 2).
 *
 * @param origin the file, if any, and the program's folder
 * @param sdeOrNull null only in a client's configuration; see {@link #sde()}
 * @param notes what a human should know of it
 */
public record Settings(
    Origin origin,
    @Nullable SdeSettings sdeOrNull,
    HttpSettings http,
    PollSettings poll,
    ScheduleSettings schedule,
    EngineSettings engine,
    RunSettings run,
    SyncSettings sync,
    StoreSettings store,
    OpsSettings ops,
    RetentionSettings retention,
    NotifySettings notices,
    LogSettings log,
    Notes notes) {

  /**
   * Where the settings come from.
   *
   * @param file null when there is none
   * @param program the folder of the program, whose {@code routes} are always loaded
   */
  public record Origin(@Nullable Path file, Path program) {}

  /**
   * @param warnings accepted, but worth a word
   * @param effective a line {@code key=value (origin)} for each key, secrets hidden
   * @param workerErrors what a client may lack and a worker may not
   */
  public record Notes(List<String> warnings, List<String> effective, List<String> workerErrors) {
    public Notes {
      warnings = List.copyOf(warnings);
      effective = List.copyOf(effective);
      workerErrors = List.copyOf(workerErrors);
    }
  }

  /**
   * Reads file and environment.
   *
   * @param configOption what {@code --config} names; null without it
   * @throws ConfigurationException with all errors. A configuration with {@code ops.url} is a
   *     client's and may lack what only a worker needs
   */
  public static Settings load(
      @Nullable Path configOption, Map<String, String> environment, Places places) {
    Path file = ConfigFile.find(configOption, environment, places);
    List<String> errors = new ArrayList<>();
    Map<String, String> lines = file == null ? Map.of() : PropertiesFile.read(file, errors);
    Path parent = file == null ? null : file.getParent();
    var given = new Given(lines, environment, file);
    return read(given, parent == null ? places.program() : parent, places.program(), errors);
  }

  /** Settings from keys alone, for the demo and for tests: no file, no environment. */
  public static Settings of(Map<String, String> keys, Path folder, Path program) {
    return read(new Given(keys, Map.of(), null), folder, program, new ArrayList<>());
  }

  private static Settings read(Given given, Path folder, Path program, List<String> errors) {
    var values = new Values(given, folder.toAbsolutePath().normalize());
    var reader = new SettingsReader(values);
    var ops = new OpsReader(values);
    errors.addAll(given.unknown());
    var settings =
        new Settings(
            new Origin(given.file(), program),
            reader.sde(),
            reader.http(),
            reader.poll(),
            reader.schedule(),
            reader.engine(),
            reader.run(),
            reader.sync(),
            reader.store(),
            ops.ops(),
            ops.retention(),
            ops.told(),
            ops.log(),
            new Notes(List.of(), List.of(), List.of()));
    errors.addAll(values.errors());
    if (settings.ops().client().url() == null) {
      errors.addAll(values.workerErrors());
    }
    if (!errors.isEmpty()) {
      throw new ConfigurationException(errors.stream().distinct().toList());
    }
    return settings.with(
        new Notes(
            values.warnings().stream().distinct().toList(),
            Effective.lines(given),
            values.workerErrors()));
  }

  private Settings with(Notes known) {
    return new Settings(
        origin, sdeOrNull, http, poll, schedule, engine, run, sync, store, ops, retention, notices,
        log, known);
  }

  /**
   * What a worker must have.
   *
   * @throws ConfigurationException when this is a client's configuration only
   */
  public SdeSettings sde() {
    if (sdeOrNull == null || !notes.workerErrors().isEmpty()) {
      throw new ConfigurationException(notes.workerErrors());
    }
    return sdeOrNull;
  }

  public List<String> warnings() {
    return notes.warnings();
  }

  /** A line {@code key=value (origin)} for each key, secrets hidden. */
  public List<String> effective() {
    return notes.effective();
  }
}
