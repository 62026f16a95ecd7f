package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.redact.Secret;

/** What opening a store that is not as it should be says, and leaves as it was. */
class OpenDatabaseTest {
  @TempDir Path dir;

  private Path dataDir() throws IOException {
    return Files.createDirectories(
        dir.resolve("data"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private void open() {
    TestDatabases.h2(dir).close();
  }

  @Test
  void a_file_that_is_no_database_is_refused_and_left_alone() throws Exception {
    Path file = Files.writeString(dataDir().resolve("store.mv.db"), "not a database\n".repeat(999));
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreUnusable.class)
        .hasMessageContainingAll(file.toString(), "another version of H2", "move it away");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void a_file_of_another_version_of_h2_is_refused_and_left_alone() throws Exception {
    open();
    Path file = dir.resolve("data/store.mv.db");
    byte[] newer = OtherH2Format.of(Files.readAllBytes(file));
    Files.write(file, newer);
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreUnusable.class)
        .hasMessageContainingAll(file.toString(), "another version of H2", "move it away");
    assertThat(file).hasBinaryContent(newer);
  }

  @Test
  void a_database_of_a_newer_program_is_refused_naming_both_versions() {
    try (Database database = TestDatabases.h2(dir)) {
      database.inTransaction(
          tx ->
              tx.handle()
                  .execute(
                      """
                      insert into "flyway_schema_history"
                        ("installed_rank", "version", "description", "type", "script", "checksum",
                         "installed_by", "execution_time", "success")
                      values (99, '99', 'x', 'SQL', 'V99__x.sql', 1, 'x', 1, true)
                      """));
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreUnusable.class)
        .hasMessageContainingAll("schema version 99", "newer sde-sync")
        .hasMessageMatching("(?s).* knows schema version [1-9][0-9]?\\b.*");
  }

  @Test
  void tables_of_another_program_are_refused() {
    try (Database database = TestDatabases.h2(dir)) {
      database.inTransaction(tx -> tx.handle().execute("drop table \"flyway_schema_history\""));
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreUnusable.class)
        .hasMessageContaining("a database or schema of its own");
  }

  @Test
  void another_password_than_the_file_was_made_with_is_refused_and_not_shown() {
    open();
    StoreSettings given = TestDatabases.h2Settings(dir);
    var other = new StoreSettings(given.url(), "sa", Secret.of("s3cret"), given.dataDir());
    assertThatThrownBy(() -> Database.open(other, Duration.ZERO))
        .isInstanceOf(StoreUnusable.class)
        .hasMessageContaining("db.password")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void one_database_is_opened_by_one_process() {
    try (Database database = TestDatabases.h2(dir)) {
      assertThat(database.singleProcess()).isTrue();
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreInUse.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    open();
  }

  @Test
  void a_server_that_does_not_answer_is_worth_trying_again_and_the_directory_stays_free()
      throws Exception {
    int port = freePort();
    var settings =
        new StoreSettings(
            "jdbc:postgresql://127.0.0.1:" + port + "/sde",
            "sde",
            Secret.of("s3cret"),
            dir.resolve("data"));
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThatThrownBy(() -> Database.open(settings, Duration.ZERO))
          .isInstanceOfSatisfying(
              StoreFailure.class,
              failure -> assertThat(failure.kind()).isEqualTo(StoreFailure.Kind.UNAVAILABLE))
          .hasMessageContainingAll("jdbc:postgresql://127.0.0.1:" + port + "/sde", "db.url")
          .hasMessageNotContaining("s3cret");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void an_interrupted_thread_does_not_close_the_file_for_everyone() {
    try (Database database = TestDatabases.h2(dir)) {
      Thread.currentThread().interrupt();
      try {
        database.inTransaction(
            tx -> tx.handle().execute("insert into poll (scope, next_at) values ('a', now())"));
      } catch (RuntimeException e) {
        // the interrupted one may fail; the others must not
      } finally {
        assertThat(Thread.interrupted()).isIn(true, false);
      }
      List<PollState> all = database.inTransaction(tx -> new PollStore().all(tx));
      assertThat(all).hasSizeLessThanOrEqualTo(1);
    }
  }
}
