package sdesync.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.redact.Secret;

/**
 * A secret kept in a file. It is read at every use, so that a rotated one counts at once. While the
 * file is away, empty or half written, as between the two steps of a rotation, the last good value
 * stays.
 */
final class SecretFile implements Supplier<String> {
  private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
  private static final int LARGEST = 16 * 1024;

  private final Key<String> key;
  private final Path file;
  private volatile String lastGood;
  private volatile boolean bad;

  private SecretFile(Key<String> key, Path file) {
    this.key = key;
    this.file = file;
    this.lastGood = read();
  }

  /**
   * @throws Unfit when there is no good secret in the file now; without its content
   */
  static Secret open(Key<String> key, Path file) {
    return new Secret(new SecretFile(key, file));
  }

  @Override
  public String get() {
    try {
      lastGood = read();
      bad = false;
    } catch (Unfit e) {
      if (!bad) {
        LOG.warn("{}: {}; its last good value stays in use", key.fileKey(), e.getMessage());
      }
      bad = true;
    }
    return lastGood;
  }

  private String read() {
    String text;
    try {
      if (Files.size(file) > LARGEST) {
        throw new Unfit("file " + file + " is too large for a secret");
      }
      text = Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new Unfit("file " + file + " does not exist");
    } catch (IOException e) {
      throw new Unfit("file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    if (text.isEmpty()) {
      throw new Unfit("file " + file + " is empty");
    }
    if (text.lines().count() > 1) {
      throw new Unfit("file " + file + " has more than one line");
    }
    try {
      return key.form().read(text);
    } catch (Unfit e) {
      throw new Unfit("what is in file " + file + " is " + e.getMessage());
    }
  }
}
