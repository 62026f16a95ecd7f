package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTest {
  private static final long OWN_PID = ProcessHandle.current().pid();

  @TempDir Path dir;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private Path existing(String mode) throws IOException {
    Path path = Files.createDirectory(dir.resolve("data"));
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  @Test
  void a_new_one_is_for_its_owner_alone() throws Exception {
    Path path = dir.resolve("some/where/data");
    try (DataDir open = DataDir.open(path, Duration.ZERO)) {
      assertThat(mode(open.path())).isEqualTo("rwx------");
      assertThat(mode(path.resolve("lock"))).isEqualTo("rw-------");
      assertThat(path.resolve("lock")).hasContent(OWN_PID + "\n");
    }
  }

  @Test
  void one_that_others_can_look_into_is_refused_with_its_mode_and_what_to_do() throws Exception {
    Path path = existing("rwxr-x---");
    assertThatThrownBy(() -> DataDir.open(path, Duration.ZERO))
        .isInstanceOf(StoreUnusable.class)
        .hasMessageContainingAll(path.toString(), "rwxr-x---", "chmod 700");
    assertThat(path).isEmptyDirectory();
  }

  @Test
  void a_file_in_its_place_is_refused() throws Exception {
    Path path = Files.writeString(dir.resolve("data"), "");
    assertThatThrownBy(() -> DataDir.open(path, Duration.ZERO))
        .isInstanceOf(StoreUnusable.class)
        .hasMessageContaining(path.toString());
  }

  @Test
  void one_in_use_is_refused_naming_the_pid() throws Exception {
    Path path = existing("rwx------");
    try (DataDir open = DataDir.open(path, Duration.ZERO)) {
      assertThatThrownBy(() -> DataDir.open(open.path(), Duration.ZERO))
          .isInstanceOfSatisfying(
              StoreInUse.class, inUse -> assertThat(inUse.pid()).hasValue(OWN_PID))
          .hasMessageContainingAll(path.toString(), "process " + OWN_PID);
    }
  }

  @Test
  void one_that_becomes_free_in_time_is_taken() throws Exception {
    Path path = existing("rwx------");
    DataDir first = DataDir.open(path, Duration.ZERO);
    var trying = new CountDownLatch(1);
    CompletableFuture<DataDir> second =
        CompletableFuture.supplyAsync(
            () -> {
              trying.countDown();
              return DataDir.open(path, Duration.ofSeconds(60));
            });
    assertThat(trying.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(second).isNotDone();
    first.close();
    second.get(30, TimeUnit.SECONDS).close();
  }

  @Test
  void a_longer_pid_left_by_another_is_not_mixed_with_ours() throws Exception {
    Path path = existing("rwx------");
    Files.writeString(path.resolve("lock"), "999999999999999999\n");
    try (DataDir open = DataDir.open(path, Duration.ZERO)) {
      assertThat(open.path().resolve("lock")).hasContent(OWN_PID + "\n");
    }
  }
}
