package sdesync.sync;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of tasks in an item's description: they tell whose item it is. */
final class Pointers {
  /** …/1-T2, as every address of a task ends, in whatever markup; bounded, for hostile texts. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "https?://([^/\\s\"'<>]++)/[^\\s\"'<>()\\[\\]]{0,1000}?"
              + "(?<!\\d)(\\d{1,19}+-[A-Z]{0,3}T\\d{1,19}+)(?![\\w-])",
          Pattern.CASE_INSENSITIVE);

  private Pointers() {}

  /**
   * Whether a description, with no address of this task in it, has one of another project's, or of
   * another SD Elements'.
   */
  static boolean elsewhere(String description, Task task) {
    boolean elsewhere = false;
    Matcher address = ADDRESS.matcher(description);
    while (address.find()) {
      boolean here = address.group(1).equalsIgnoreCase(host(task));
      String id = address.group(2).toUpperCase(Locale.ROOT);
      if (here && id.equals(task.id().toUpperCase(Locale.ROOT))) {
        return false;
      }
      elsewhere = elsewhere || !here || !project(id).equals(project(task.id()));
    }
    return elsewhere;
  }

  private static String project(String taskId) {
    return taskId.substring(0, Math.max(0, taskId.indexOf('-')));
  }

  private static String host(Task task) {
    return host(task.url());
  }

  /** The host of an address, with its port; empty when it has none. */
  static String host(String address) {
    try {
      String authority = URI.create(address).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
