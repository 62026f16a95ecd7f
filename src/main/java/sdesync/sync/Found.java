package sdesync.sync;

import java.util.List;

/**
 * The item of a task.
 *
 * @param by how it was found
 * @param others keys of further items that could be the task's, if it was found by its title
 */
record Found(WorkItem item, By by, List<String> others) {
  Found {
    others = List.copyOf(others);
  }

  /** In the order in which an item is looked for. */
  enum By {
    LINK("it is linked"),
    REFERENCE("found by its reference in SD Elements"),
    TITLE("found by its title");

    private final String words;

    By(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
