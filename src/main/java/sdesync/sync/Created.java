package sdesync.sync;

import java.util.List;

/**
 * An item that was made.
 *
 * @param notices what people should know, a sentence each: a description that was cut, a field the
 *     tracker does not have; may be empty
 */
public record Created(WorkItem item, List<String> notices) {
  public Created {
    notices = List.copyOf(notices);
  }
}
