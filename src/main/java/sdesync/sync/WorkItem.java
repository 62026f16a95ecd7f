package sdesync.sync;

import java.time.Instant;
import java.util.List;

/**
 * An item of a tracker: a story, an issue. All texts are as sent, so possibly hostile.
 *
 * @param ref what the tracker never changes about it, and finds it by
 * @param key what people call it, {@code US12}
 * @param description in the tracker's own markup; may be empty for an item that was asked for by
 *     its ref
 * @param state the tracker's own word for {@code standing}, for messages
 * @param created in UTC
 * @param updated when it last changed, in UTC
 * @param labels all of them
 * @param link where people find it
 */
public record WorkItem(
    String ref,
    String key,
    String title,
    String description,
    Standing standing,
    String state,
    Instant created,
    Instant updated,
    List<String> labels,
    String link) {

  public WorkItem {
    labels = List.copyOf(labels);
  }

  /** The same without its description, which only an item found by its title needs. */
  WorkItem withoutDescription() {
    return new WorkItem(ref, key, title, "", standing, state, created, updated, labels, link);
  }
}
