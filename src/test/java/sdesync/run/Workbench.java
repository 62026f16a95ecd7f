package sdesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdesync.history.Outcome;
import sdesync.integration.Cancellation;
import sdesync.integration.Integration;
import sdesync.integration.Params;
import sdesync.integration.ParamsOutline;
import sdesync.integration.RunRequest;
import sdesync.integration.Trigger;
import sdesync.redact.OwnSecrets;
import sdesync.redact.Secret;
import sdesync.redact.SecretsInUse;
import sdesync.run.RunSettings.CommandSpec;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.run.RunSettings.TokenForm;
import sdesync.sde.Fetched;
import sdesync.sde.SdeSettings;

/** A runner over real folders and processes, with SD Elements and Camel played by functions. */
final class Workbench implements FreshIntegrations, CommandRoutes {
  static final String ORDINARY = "ordinary-token-1234";
  static final String ADMIN = "admin-token-5678";

  /** Shown, and there are none. */
  private static final ParamsOutline NO_PARAMS = new ParamsOutline(List.of(), null);

  final Path dir;
  final List<Integer> progress = new ArrayList<>();
  final List<Integration> fetches = new ArrayList<>();
  final Map<String, CommandSpec> specs = new HashMap<>();
  final Map<String, String> environment = new HashMap<>();
  final List<String> secretKeys = new ArrayList<>();
  final Map<String, Function<CommandInput, @Nullable Object>> routes = new HashMap<>();
  final Cancellation cancellation = new Cancellation();
  Function<Integration, Optional<Fetched>> sde;
  @Nullable Secret ordinary = Secret.of(ORDINARY);
  @Nullable Secret admin = Secret.of(ADMIN);
  private @Nullable SecretsInUse secrets;
  Duration timeout = Duration.ofMinutes(1);
  long outputLimit = 1_000_000;

  Workbench(Path dir) {
    this.dir = dir;
    this.sde = known -> Optional.of(new Fetched(known, Params.none()));
    folder("commands");
    folder("routes");
    folder("data");
  }

  private void folder(String name) {
    try {
      Files.createDirectories(dir.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An executable in commands.dir; its text is what /bin/sh runs. */
  Path executable(String name, String... lines) {
    return executable(dir.resolve("commands").resolve(name), "rwxr-xr-x", lines);
  }

  static Path executable(Path file, String mode, String... lines) {
    try {
      Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void spec(String name, ParamsForm form, TokenForm token, String... exec) {
    specs.put(name, new CommandSpec(List.of(exec), form, token, Map.of(), null, null, Set.of(75)));
  }

  void params(Map<String, ? extends @Nullable Object> params) {
    sde = known -> Optional.of(new Fetched(known, new Params(params)));
  }

  RunSettings settings() {
    return new RunSettings(
        dir.resolve("routes"),
        dir.resolve("commands"),
        dir.resolve("data"),
        timeout,
        Duration.ofMillis(300),
        Duration.ofSeconds(60),
        outputLimit,
        specs,
        environment,
        secretKeys);
  }

  Commands commands() {
    return new Commands(settings(), this);
  }

  OutputFiles outputs() {
    return new OutputFiles(dir.resolve("data"), outputLimit);
  }

  /** One for all of this bench's runs. */
  SecretsInUse secrets() {
    if (secrets == null) {
      var own = Stream.of(ordinary, admin).filter(Objects::nonNull).toList();
      secrets = new SecretsInUse(new OwnSecrets(own));
    }
    return secrets;
  }

  Runner runner() {
    return runner((runId, percent) -> progress.add(percent));
  }

  Runner runner(ProgressListener listener) {
    var masking = new Masking(secrets(), secretKeys);
    var captures = new Captures(outputs(), listener);
    return new Runner(
        commands(),
        this,
        new SdeSettings(
            URI.create("https://sde.example.com"), ordinary, admin, List.of(), Map.of(), 100, 1),
        new ExternalCommand(
            settings(),
            new CommandEnvironment(
                Map.of("HOME", dir.toString(), "LANG", "C.UTF-8", "SECRET_OF_WORKER", "x"),
                "worker-1",
                environment),
            masking,
            captures),
        new RouteCommand(this, masking, captures, timeout));
  }

  Outcome run(String command) {
    return runner().run(request(command, Trigger.MANUAL));
  }

  RunRequest request(String command, Trigger trigger) {
    Instant slot = trigger == Trigger.MANUAL ? null : Instant.parse("2026-01-05T00:17:00Z");
    return new RunRequest("r1", integration(command), trigger, slot, 1, cancellation);
  }

  static Integration integration(String command) {
    return new Integration(7, 2L, "Jira", "Jira of shop", "daily", command, "ALM", NO_PARAMS);
  }

  static Integration integration(String command, String frequency) {
    return new Integration(7, 2L, "Jira", "Jira of shop", frequency, command, "ALM", NO_PARAMS);
  }

  static CommandInput input(Map<String, ? extends @Nullable Object> params) {
    return new CommandInput(
        "r1",
        1,
        integration("sync_jira"),
        new Params(params),
        new CommandInput.Sde(URI.create("https://sde.example.com"), Secret.of(ORDINARY)),
        new Cancellation(),
        line -> {});
  }

  /** All that was kept of the run's output. */
  String output() {
    try (InputStream kept = outputs().open("r1").orElseThrow()) {
      return new String(kept.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean withParams() {
    return admin != null;
  }

  @Override
  public Optional<Fetched> fetch(Integration known) {
    fetches.add(known);
    return sde.apply(known);
  }

  @Override
  public boolean has(CommandName name) {
    return routes.containsKey(name.text());
  }

  @Override
  public @Nullable Object send(CommandName name, CommandInput input) {
    return Objects.requireNonNull(routes.get(name.text())).apply(input);
  }
}
