package sdesync.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task of a project, as SD Elements has it. All texts are as sent, so possibly hostile.
 *
 * @param id unique in SD Elements, {@code 1-T2}
 * @param number what people call it, {@code T2}, {@code CT213}, {@code PT1}
 * @param title without the number in front
 * @param text Markdown; empty when there is none
 * @param howTos empty unless they were asked for
 * @param url where people find it, absolute
 * @param priority 0 to 10
 * @param phase the slug, {@code development}, whichever of name, id or slug the server sent
 * @param changed when its status last changed, or, where the server does not say, the task itself
 * @param verification {@code none}, {@code partial}, {@code pass} or {@code fail}
 * @param relevant false when it left the project: no longer accepted, or no longer relevant
 * @param references null when the server does not say
 */
public record Task(
    String id,
    String number,
    String title,
    String text,
    List<HowTo> howTos,
    String url,
    int priority,
    String phase,
    TaskStatus status,
    Instant changed,
    List<String> tags,
    String verification,
    boolean relevant,
    @Nullable List<TaskReference> references) {

  public Task {
    howTos = List.copyOf(howTos);
    tags = List.copyOf(tags);
    references = references == null ? null : List.copyOf(references);
  }

  /** The same without its long texts, which only a new item needs. */
  Task withoutTexts() {
    return new Task(
        id,
        number,
        title,
        "",
        List.of(),
        url,
        priority,
        phase,
        status,
        changed,
        tags,
        verification,
        relevant,
        references);
  }
}
