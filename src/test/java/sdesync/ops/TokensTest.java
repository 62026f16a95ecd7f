package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  @TempDir Path dir;

  private OpsSettings generated() {
    return Served.settings(0, dir, null, null);
  }

  private OpsSettings file(String... lines) throws Exception {
    Path file = Files.write(dir.resolve("tokens"), List.of(lines));
    return Served.settings(0, dir, file, null);
  }

  @Test
  void without_a_file_one_admin_token_is_made_and_kept() throws Exception {
    Tokens tokens = Tokens.open(generated());
    Path file = dir.resolve("ops-token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String token = GeneratedToken.read(dir);
    assertThat(token).hasSize(43);
    assertThat(tokens.whose(token).orElseThrow().scope()).isEqualTo(Scope.ADMIN);
    Tokens.open(generated());
    assertThat(GeneratedToken.read(dir)).isEqualTo(token);
    try (var files = Files.list(dir)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_generated_token_others_may_have_read_is_refused() throws Exception {
    Tokens.open(generated());
    Files.setPosixFilePermissions(
        dir.resolve("ops-token"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> Tokens.open(generated()))
        .isInstanceOf(OpsMisconfigured.class)
        .hasMessageContainingAll("ops-token", "rw-r--r--", "chmod 600");
  }

  @Test
  void a_line_that_is_wrong_is_named_by_number_and_never_shown() throws Exception {
    OpsSettings settings = file("", "admin my-plain-token me", "root " + "a".repeat(64) + " x");
    assertThatThrownBy(() -> Tokens.open(settings))
        .isInstanceOf(OpsMisconfigured.class)
        .hasMessageContainingAll("line 2 ", "line 3 ", "SCOPE SHA-256-HEX NAME")
        .hasMessageNotContaining("my-plain-token");
  }

  @Test
  void a_file_others_can_write_is_refused() throws Exception {
    OpsSettings settings = file("# none");
    Files.setPosixFilePermissions(
        dir.resolve("tokens"), PosixFilePermissions.fromString("rw-rw-r--"));
    assertThatThrownBy(() -> Tokens.open(settings))
        .isInstanceOf(OpsMisconfigured.class)
        .hasMessageContaining("chmod go-w");
  }

  @Test
  void a_hash_may_be_written_in_capitals_and_a_name_may_have_blanks() throws Exception {
    String hash = TokenLine.of(Scope.VIEW, "t", "n").sha256().toUpperCase(java.util.Locale.ROOT);
    var found = Tokens.open(file("view " + hash + "  the wall screen ")).whose("t");
    assertThat(found.orElseThrow().name()).isEqualTo("the wall screen");
  }

  @Test
  void the_presented_hash_itself_is_no_token() throws Exception {
    String hash = TokenLine.of(Scope.ADMIN, "t", "n").sha256();
    assertThat(Tokens.open(file("admin " + hash + " n")).whose(hash)).isEmpty();
  }
}
