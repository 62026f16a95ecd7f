package sdesync.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The random id of a {@code data.dir}, kept there. Commands carry it as {@code SDE_SYNC_WORKER}, so
 * that a starting node finds what an earlier process of its own left running, and nobody else's.
 */
final class WorkerId {
  private WorkerId() {}

  /**
   * @param dataDir whose lock the caller holds
   */
  static String of(Path dataDir) {
    Path file = dataDir.resolve("worker-id");
    try {
      if (Files.exists(file)) {
        String kept = Files.readString(file).strip();
        if (!kept.isEmpty()) {
          return kept;
        }
      }
      String made = UUID.randomUUID().toString();
      Files.writeString(file, made + "\n");
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "data.dir " + dataDir + " cannot be written (" + e.getMessage() + ")", e);
    }
  }
}
