package sdesync.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * A task of a project of the simulated SD Elements.
 *
 * @param taskId such as {@code T2}, {@code CT213} or {@code PT1}: unique in its project
 * @param text Markdown
 * @param phase a slug
 * @param status an id of a {@link TaskStatus}
 * @param verification {@code none}, {@code pass}, {@code partial} or {@code fail}
 * @param accepted whether it was taken into the project: the list leaves out what was not
 * @param relevant whether the project's survey still asks for it
 * @param updated when anything of it changed
 * @param statusUpdated when its status changed
 */
public record SandboxTask(
    String taskId,
    String title,
    String text,
    int priority,
    String phase,
    String status,
    String verification,
    List<String> tags,
    boolean accepted,
    boolean relevant,
    String artifactProxy,
    Instant updated,
    Instant statusUpdated) {
  public SandboxTask {
    tags = List.copyOf(tags);
  }

  /** In scope of the document's example, and open. */
  public static SandboxTask open(String taskId, String title, Instant at) {
    return new Draft(taskId, title, at).task();
  }

  public SandboxTask withTitle(String other) {
    return but(draft -> draft.title = other);
  }

  public SandboxTask withText(String other) {
    return but(draft -> draft.text = other);
  }

  public SandboxTask withPriority(int other) {
    return but(draft -> draft.priority = other);
  }

  public SandboxTask withPhase(String other) {
    return but(draft -> draft.phase = other);
  }

  public SandboxTask withVerification(String other) {
    return but(draft -> draft.verification = other);
  }

  public SandboxTask withTags(List<String> other) {
    return but(draft -> draft.tags = other);
  }

  public SandboxTask withAccepted(boolean other) {
    return but(draft -> draft.accepted = other);
  }

  public SandboxTask withRelevant(boolean other) {
    return but(draft -> draft.relevant = other);
  }

  public SandboxTask withArtifactProxy(String other) {
    return but(draft -> draft.artifactProxy = other);
  }

  public SandboxTask withStatus(String other, Instant at) {
    return but(
        draft -> {
          draft.status = other;
          draft.updated = at;
          draft.statusUpdated = at;
        });
  }

  SandboxTask withUpdated(Instant at) {
    return but(draft -> draft.updated = at);
  }

  private SandboxTask but(Consumer<Draft> change) {
    var draft = new Draft(taskId, title, updated);
    draft.text = text;
    draft.priority = priority;
    draft.phase = phase;
    draft.status = status;
    draft.verification = verification;
    draft.tags = tags;
    draft.accepted = accepted;
    draft.relevant = relevant;
    draft.artifactProxy = artifactProxy;
    draft.statusUpdated = statusUpdated;
    change.accept(draft);
    return draft.task();
  }

  /** One in the making. */
  private static final class Draft {
    private final String taskId;
    private String title;
    private String text = "Do it.";
    private int priority = 8;
    private String phase = "requirements";
    private String status = "TS2";
    private String verification = "none";
    private List<String> tags = List.of();
    private boolean accepted = true;
    private boolean relevant = true;
    private String artifactProxy = "";
    private Instant updated;
    private Instant statusUpdated;

    Draft(String taskId, String title, Instant at) {
      this.taskId = taskId;
      this.title = title;
      this.updated = at;
      this.statusUpdated = at;
    }

    SandboxTask task() {
      return new SandboxTask(
          taskId,
          title,
          text,
          priority,
          phase,
          status,
          verification,
          tags,
          accepted,
          relevant,
          artifactProxy,
          updated,
          statusUpdated);
    }
  }
}
