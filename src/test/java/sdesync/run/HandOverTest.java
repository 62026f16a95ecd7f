package sdesync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.integration.Cancellation;
import sdesync.integration.Params;
import sdesync.run.RunSettings.ParamsForm;

class HandOverTest {
  @TempDir Path data;

  @Test
  void json_has_the_integration_its_params_and_sd_elements() throws IOException {
    try (var handed = give(ParamsForm.STDIN_JSON)) {
      assertThat(handed.stdin())
          .isEqualTo(
              "{\"integration\":{\"id\":7,\"project_id\":2,\"system\":\"Jira\","
                  + "\"alias\":\"Jira of shop\",\"frequency\":\"daily\","
                  + "\"command\":\"sync_jira\",\"type\":\"ALM\"},"
                  + "\"params\":{\"alm_pass\":\"hunter22\"},"
                  + "\"sde\":{\"url\":\"https://sde.example.com\","
                  + "\"token\":\"ordinary-token-1234\"}}");
      assertThat(handed.argv(List.of("a", "{config}"))).containsExactly("a", "{config}");
      assertThat(Files.exists(data.resolve("tmp"))).isFalse();
    }
  }

  @Test
  void without_a_granted_token_there_is_none_in_either_form() {
    var input =
        new CommandInput(
            "r1",
            1,
            Workbench.integration("sync_jira"),
            Params.none(),
            new CommandInput.Sde(URI.create("https://sde.example.com:8443/sde"), null),
            new Cancellation(),
            line -> {});
    assertThat(JsonText.of(input))
        .endsWith("\"sde\":{\"url\":\"https://sde.example.com:8443/sde\"}}");
    assertThat(IniText.of(input)).isEqualTo("[global]\n");
  }

  @Test
  void a_file_only_its_user_can_read_is_there_for_the_run_alone() throws IOException {
    Path file;
    try (var handed = give(ParamsForm.FILE_INI)) {
      file = handed.file();
      assertThat(file).isNotNull().hasParent(data.resolve("tmp"));
      assertThat(file).content().startsWith("[global]\n").contains("alm_pass = hunter22\n");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("tmp"))))
          .isEqualTo("rwx------");
      assertThat(handed.stdin()).isEmpty();
      assertThat(handed.toString()).doesNotContain("hunter22");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void config_stands_for_the_files_path_and_without_it_the_path_comes_last() throws IOException {
    try (var handed = give(ParamsForm.FILE_JSON)) {
      String path = String.valueOf(handed.file());
      assertThat(handed.argv(List.of("sync", "--from={config}", "-v")))
          .containsExactly("sync", "--from=" + path, "-v");
      assertThat(handed.argv(List.of("sync"))).containsExactly("sync", path);
    }
  }

  @Test
  void what_a_killed_worker_left_is_swept_and_does_not_stand_in_the_way() throws IOException {
    var tmp = Files.createDirectory(data.resolve("tmp"));
    Files.writeString(tmp.resolve("r1-1.json"), "left");
    Files.writeString(tmp.resolve("r0-1.ini"), "left");
    try (var handed = give(ParamsForm.FILE_JSON)) {
      assertThat(handed.file()).content().contains("hunter22");
    }
    new HandOver(data).sweep();
    assertThat(tmp).isEmptyDirectory();
  }

  @Test
  void a_sweep_of_a_new_data_folder_does_nothing() {
    new HandOver(data).sweep();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void a_file_that_cannot_be_written_fails_before_anything_starts() throws IOException {
    Files.writeString(data.resolve("tmp"), "in the way");
    assertThatThrownBy(() -> give(ParamsForm.FILE_JSON)).isInstanceOf(IOException.class);
  }

  private HandOver.Handed give(ParamsForm form) throws IOException {
    return new HandOver(data).give(form, Workbench.input(Map.of("alm_pass", "hunter22")));
  }
}
