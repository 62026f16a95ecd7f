package sdesync.worker;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sdesync.ops.RunAnswers.RunAnswer;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxProject;
import sdesync.sandbox.SandboxTable;
import sdesync.sandbox.SandboxTask;
import sdesync.sandbox.rally.Rally;

/**
 * What a sync is for: a developer finishes a story in the sandbox's Rally, and its task in SD
 * Elements follows. A sync_rally that makes no stories there has no encore.
 */
final class DemoEncore {
  private final Sandbox sandbox;
  private final PrintStream talk;

  DemoEncore(Sandbox sandbox, PrintStream talk) {
    this.sandbox = sandbox;
    this.talk = talk;
  }

  /**
   * @param again synchronises once more
   * @return whether the task followed
   */
  boolean play(Supplier<List<RunAnswer>> again) {
    Optional<Rally.WorkItem> story =
        sandbox.rally().stories().stream()
            .filter(open -> open.state().equals("Defined"))
            .findFirst();
    return story.isEmpty() || play(story.get(), again);
  }

  private boolean play(Rally.WorkItem story, Supplier<List<RunAnswer>> again) {
    SandboxProject project = sandbox.projects().project(SandboxTable.PROJECT);
    List<SandboxTask> before = project.tasks();
    sandbox.rally().closeStory(story.formattedId());
    talk.printf(
        "%nIn Rally a developer accepts %s, \"%s\"; integration %d runs again:%n",
        story.formattedId(), story.name(), SandboxTable.RALLY);
    new DemoResult(again.get()).lines(talk);
    boolean followed = false;
    for (SandboxTask task : project.tasks()) {
      boolean moved = before.stream().noneMatch(old -> sameStatus(old, task));
      if (moved) {
        talk.printf(
            "In SD Elements task %d-%s is %s now. Its last note: %s%n",
            project.id(),
            task.taskId(),
            sandbox.projects().statusName(task),
            lastNote(project, task));
      }
      followed |= moved;
    }
    talk.println(followed ? "" : "No task of SD Elements followed.");
    return followed;
  }

  private static boolean sameStatus(SandboxTask one, SandboxTask other) {
    return one.taskId().equals(other.taskId()) && one.status().equals(other.status());
  }

  private static String lastNote(SandboxProject project, SandboxTask task) {
    List<SandboxProject.Note> notes = project.notes(task.taskId());
    return notes.isEmpty() ? "none" : notes.get(notes.size() - 1).text();
  }
}
