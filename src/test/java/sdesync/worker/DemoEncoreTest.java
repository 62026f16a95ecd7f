package sdesync.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxSettings;
import sdesync.sandbox.SandboxTable;
import sdesync.sandbox.rally.Rally;

class DemoEncoreTest {
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final DemoEncore encore = new DemoEncore(sandbox, new PrintStream(told, true, UTF_8));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_story_is_accepted_and_the_task_that_followed_is_named() {
    story("T2: Encrypt data in transit");

    boolean followed =
        encore.play(
            () -> {
              sandbox.projects().project(SandboxTable.PROJECT).setStatus("T2", "TS1");
              return List.of();
            });

    assertThat(followed).isTrue();
    assertThat(sandbox.rally().stories())
        .extracting(Rally.WorkItem::state)
        .containsExactly("Accepted");
    assertThat(told.toString(UTF_8))
        .contains("a developer accepts US1, \"T2: Encrypt data in transit\"")
        .contains("task 2-T2 is Complete now");
  }

  @Test
  void a_task_that_did_not_follow_is_a_failure() {
    story("T2: Encrypt data in transit");

    assertThat(encore.play(List::of)).isFalse();
    assertThat(told.toString(UTF_8)).contains("No task of SD Elements followed.");
  }

  @Test
  void without_stories_there_is_nothing_to_show() {
    assertThat(encore.play(List::of)).isTrue();
    assertThat(told.toString(UTF_8)).isEmpty();
  }

  private void story(String name) {
    long project = sandbox.rally().project(Rally.WORKSPACE, Rally.PROJECT);
    sandbox.rally().addStory(project, name, "");
  }
}
