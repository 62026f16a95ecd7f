package sdesync.blackbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A PostgreSQL of a test's own, which can be restarted. */
final class PostgresServer implements AutoCloseable {
  private final Path folder;
  private final int port = BuiltProgram.freePort();
  private EmbeddedPostgres server;

  PostgresServer(Path folder) {
    this.folder = folder;
    this.server = start();
  }

  private EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(folder)
          .setCleanDataDirectory(false)
          .setPort(port)
          .setServerConfig("max_connections", "100")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Ends every session and is back within a second or two. */
  void restart() {
    close();
    server = start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
