package sdesync.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sdesync.integration.Integration;

/**
 * A process of its own at work on a store: says {@code open}, then after each commit of a row in
 * each of two tables its number, or {@code failed KIND} and goes on. Ends by being killed.
 */
final class StoreChild {
  private StoreChild() {}

  /** Starts it; what it says comes on its standard output. */
  static Process start(Path dir, List<String> prefix) throws IOException {
    var command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), StoreChild.class.getName()));
    command.add(dir.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  public static void main(String[] args) {
    try (Database database =
        Database.open(TestDatabases.h2Settings(Path.of(args[0])), Duration.ZERO)) {
      say("open");
      long next = database.inTransaction(StoreChild::newest) + 1;
      while (true) {
        try {
          long id = next;
          database.inTransaction(tx -> write(tx, id));
          say(String.valueOf(id));
          next++;
        } catch (StoreFailure e) {
          say("failed " + e.kind() + " " + e.getMessage());
          next++;
        }
      }
    }
  }

  /** {@code System.out} buffers nothing of a line, and the build logs elsewhere. */
  private static void say(String line) {
    System.out.println("» " + line);
    System.out.flush();
  }

  private static long newest(Tx tx) {
    return tx.handle()
        .createQuery("select coalesce(max(id), 0) from integration")
        .mapTo(Long.class)
        .one();
  }

  private static int write(Tx tx, long id) {
    var integration = new Integration(id, 1L, "s", "a".repeat(900), "daily", "c", "t", null);
    new IntegrationStore().add(tx, List.of(integration), Instant.EPOCH);
    new AuditStore()
        .append(tx, AuditEntry.of(Instant.EPOCH, "child", "added", id, "d".repeat(3_000)));
    return 0;
  }
}
