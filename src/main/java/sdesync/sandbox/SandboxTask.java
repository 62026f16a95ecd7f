package sdesync.sandbox;

import java.time.Instant;
import java.util.List;

/**
 * A task of a project of the simulated SD Elements.
 *
 * @param taskId such as {@code T2}, {@code CT213} or {@code PT1}: unique in its project
 * @param text Markdown
 * @param phase a slug
 * @param status an id of a {@link TaskStatus}
 * @param verification {@code none}, {@code pass}, {@code partial} or {@code fail}
 * @param accepted whether it belongs to the project: the list leaves out what does not
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
    String artifactProxy,
    Instant updated,
    Instant statusUpdated) {
  public SandboxTask {
    tags = List.copyOf(tags);
  }

  /** In scope of the document's example, and open. */
  public static SandboxTask open(String taskId, String title, Instant at) {
    return new SandboxTask(
        taskId, title, "Do it.", 8, "requirements", "TS2", "none", List.of(), true, "", at, at);
  }

  public SandboxTask withTitle(String other) {
    return new SandboxTask(
        taskId,
        other,
        text,
        priority,
        phase,
        status,
        verification,
        tags,
        accepted,
        artifactProxy,
        updated,
        statusUpdated);
  }

  public SandboxTask withText(String other) {
    return new SandboxTask(
        taskId,
        title,
        other,
        priority,
        phase,
        status,
        verification,
        tags,
        accepted,
        artifactProxy,
        updated,
        statusUpdated);
  }

  public SandboxTask withPriority(int other) {
    return new SandboxTask(
        taskId,
        title,
        text,
        other,
        phase,
        status,
        verification,
        tags,
        accepted,
        artifactProxy,
        updated,
        statusUpdated);
  }

  public SandboxTask withPhase(String other) {
    return new SandboxTask(
        taskId,
        title,
        text,
        priority,
        other,
        status,
        verification,
        tags,
        accepted,
        artifactProxy,
        updated,
        statusUpdated);
  }

  public SandboxTask withVerification(String other) {
    return new SandboxTask(
        taskId,
        title,
        text,
        priority,
        phase,
        status,
        other,
        tags,
        accepted,
        artifactProxy,
        updated,
        statusUpdated);
  }

  public SandboxTask withTags(List<String> other) {
    return new SandboxTask(
        taskId,
        title,
        text,
        priority,
        phase,
        status,
        verification,
        other,
        accepted,
        artifactProxy,
        updated,
        statusUpdated);
  }

  /** Whether it belongs to the project. */
  public SandboxTask withAccepted(boolean other) {
    return new SandboxTask(
        taskId,
        title,
        text,
        priority,
        phase,
        status,
        verification,
        tags,
        other,
        artifactProxy,
        updated,
        statusUpdated);
  }

  public SandboxTask withArtifactProxy(String other) {
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
        other,
        updated,
        statusUpdated);
  }

  public SandboxTask withStatus(String other, Instant at) {
    return new SandboxTask(
        taskId,
        title,
        text,
        priority,
        phase,
        other,
        verification,
        tags,
        accepted,
        artifactProxy,
        at,
        at);
  }

  SandboxTask withUpdated(Instant at) {
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
        artifactProxy,
        at,
        statusUpdated);
  }
}
