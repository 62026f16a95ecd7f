package sdesync.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.config.Given.Entry;
import sdesync.redact.Secret;

/** Typed values of keys; what is wrong with any of them is collected, not thrown. */
final class Values {
  private final Given given;
  private final Path folder;
  private final List<String> errors = new ArrayList<>();
  private final List<String> workerErrors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param folder relative paths are relative to it
   */
  Values(Given given, Path folder) {
    this.given = given;
    this.folder = folder;
  }

  /** The value of a key that has a default; the default too when what is given is wrong. */
  <T> T get(Key<T> key) {
    return find(key).orElseGet(() -> key.form().read(Objects.requireNonNull(key.fallback())));
  }

  /** The value given, empty when none is or it is wrong. */
  <T> Optional<T> find(Key<T> key) {
    return entry(key).flatMap(entry -> read(key, entry));
  }

  <T> @Nullable T orNull(Key<T> key) {
    return find(key).orElse(null);
  }

  boolean isGiven(Key<?> key) {
    return entry(key).isPresent();
  }

  /** Whether a secret is given neither itself nor by a file. */
  boolean isMissing(Key<String> secret) {
    return !isGiven(secret) && given.entry(secret.fileKey(), secret.variable() + "_FILE").isEmpty();
  }

  private Optional<Entry> entry(Key<?> key) {
    // An empty line means "nothing" where nothing is the default, else it is an error.
    return given
        .entry(key.name(), key.variable())
        .filter(entry -> !entry.text().isEmpty() || key.fallback() != null);
  }

  private <T> Optional<T> read(Key<T> key, Entry entry) {
    try {
      if (entry.text().isEmpty()) {
        throw new Unfit("empty; take the line out for the default " + key.fallback());
      }
      T value = key.form().read(entry.text());
      return Optional.of(value);
    } catch (Unfit e) {
      errors.add(
          "%s=%s %s: %s; allowed: %s"
              .formatted(
                  key.name(),
                  key.shown(entry.text()),
                  entry.origin(),
                  e.getMessage(),
                  key.form().allowed()));
      return Optional.empty();
    }
  }

  Path path(Key<Path> key) {
    return resolve(get(key));
  }

  @Nullable Path pathOrNull(Key<Path> key) {
    return find(key).map(this::resolve).orElse(null);
  }

  Path resolve(Path path) {
    return folder.resolve(path).normalize();
  }

  /** A file the worker reads by itself, such as a certificate. */
  @Nullable Path readableOrNull(Key<Path> key) {
    Path path = pathOrNull(key);
    if (path != null) {
      try (var in = Files.newInputStream(path)) {
        in.read();
      } catch (IOException e) {
        workerErrors.add(
            key.name() + "=" + path + ": cannot be read; allowed: a file this user may read");
      }
    }
    return path;
  }

  /** A secret, from its key or from the file that KEY-file names; null when neither is given. */
  @Nullable Secret secretOrNull(Key<String> key) {
    Optional<Entry> variable = given.variable(key.name(), key.variable());
    Optional<Entry> fileVariable = given.variable(key.fileKey(), key.variable() + "_FILE");
    Optional<Entry> line = given.line(key.name()).filter(e -> !e.text().isEmpty());
    Optional<Entry> fileLine = given.line(key.fileKey()).filter(e -> !e.text().isEmpty());
    if ((variable.isPresent() && fileVariable.isPresent())
        || (line.isPresent() && fileLine.isPresent())) {
      errors.add(key.name() + " and " + key.fileKey() + " are both given; keep one of the two");
      return null;
    }
    boolean fromEnvironment = variable.isPresent() || fileVariable.isPresent();
    Optional<Entry> file = fromEnvironment ? fileVariable : fileLine;
    if (file.isPresent()) {
      return fromFile(key, file.get());
    }
    return find(key).map(Secret::of).orElse(null);
  }

  private @Nullable Secret fromFile(Key<String> key, Entry entry) {
    try {
      return SecretFile.open(key, resolve(Forms.path().read(entry.text())));
    } catch (Unfit e) {
      workerErrors.add(
          "%s=%s %s: %s; allowed: a readable file with one line, %s"
              .formatted(
                  key.fileKey(),
                  entry.text(),
                  entry.origin(),
                  e.getMessage(),
                  key.form().allowed()));
      return null;
    }
  }

  Given given() {
    return given;
  }

  void error(String line) {
    errors.add(line);
  }

  /** Something only the worker needs: a client's configuration may lack it. */
  void workerError(String line) {
    workerErrors.add(line);
  }

  void warning(String line) {
    warnings.add(line);
  }

  List<String> errors() {
    return errors;
  }

  List<String> workerErrors() {
    return workerErrors;
  }

  List<String> warnings() {
    return warnings;
  }
}
