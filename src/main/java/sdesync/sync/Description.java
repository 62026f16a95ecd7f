package sdesync.sync;

import java.util.regex.Pattern;

/** What a new item says of its task, as Markdown. */
final class Description {
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"\\p{Cntrl}]+");

  private Description() {}

  /**
   * The address of the task comes first: a tracker cuts what is too long at its end, and by its
   * address an item is known to be this task's.
   */
  static String of(Task task) {
    var text = new StringBuilder();
    text.append("Task ").append(task.number()).append(" in SD Elements: ");
    text.append(ADDRESS.matcher(task.url()).matches() ? "<" + task.url() + ">" : task.id());
    text.append("\n\n").append(task.text().strip()).append('\n');
    for (HowTo howTo : task.howTos()) {
      text.append("\n## How to: ").append(Texts.oneLine(howTo.title())).append("\n\n");
      text.append(howTo.text().strip()).append('\n');
    }
    return text.toString();
  }
}
