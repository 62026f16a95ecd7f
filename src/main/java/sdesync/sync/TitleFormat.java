package sdesync.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an item's title is made of ({@code alm_title_format}), and so by what an item is known to be
 * a task's. The task's number comes with a colon, so that T2 is not found in T22; and it counts
 * only as a word of its own, so that it is not found in CT2 either.
 */
final class TitleFormat {
  private static final String DEFAULT = "${task_id} ${title}";
  private static final List<String> MACROS =
      List.of("task_id", "title", "context", "application", "project");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\p{N}_])(\\p{Alpha}*T\\d+):", Pattern.CASE_INSENSITIVE);

  /** Stands for the title while the rest is filled in; no text from outside can hold it. */
  private static final String TITLE = "\u0000";

  private final String format;
  private final Names names;

  TitleFormat(String format, Names names) {
    this.format = format;
    this.names = names;
  }

  static TitleFormat read(ParamReader params, Names names) {
    String key = "alm_title_format";
    String format = params.text(key, DEFAULT);
    List<String> used = Macros.names(format);
    var unknown = new TreeSet<>(used);
    MACROS.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      params.problem(
          key,
          "has the macro %s; allowed are %s"
              .formatted(String.join(", ", unknown), String.join(", ", MACROS)));
    }
    if (!used.contains("task_id") || !used.contains("title")) {
      params.problem(
          key, "is " + ParamReader.shown(format) + "; it needs both ${task_id} and ${title}");
    }
    if (used.contains("context") && names.context().isEmpty()) {
      params.problem("alm_context", "is missing, and alm_title_format uses it");
    }
    return new TitleFormat(format, names);
  }

  /** The title of a new item; when it is too long, the task's own title is cut. */
  String title(Task task, int longest) {
    String around = around(task);
    int room = longest - Texts.oneLine(around.replace(TITLE, "")).length() - 1;
    long places = Math.max(1, around.chars().filter(c -> c == TITLE.charAt(0)).count());
    String title = ownTitle(task);
    String cut = Texts.cut(title, Math.max(1, (int) (room / places)));
    String whole = Texts.oneLine(around.replace(TITLE, title));
    return whole.length() <= longest
        ? whole
        : Texts.cut(Texts.oneLine(around.replace(TITLE, cut)), longest);
  }

  /** Some servers put the number in front of the title themselves. */
  private static String ownTitle(Task task) {
    String title = Texts.oneLine(task.title());
    String number = task.number() + ":";
    return title.startsWith(number) ? title.substring(number.length()).strip() : title;
  }

  private String around(Task task) {
    Map<String, String> values = new HashMap<>(names.macros());
    values.put("task_id", task.number() + ":");
    values.put("title", TITLE);
    return Macros.fill(format, values);
  }

  /** A text that every title of the task's items holds: what a tracker can search by. */
  String part(Task task) {
    return parts(task).stream()
        .filter(part -> part.contains(task.number() + ":"))
        .findFirst()
        .orElse(task.number() + ":");
  }

  private List<String> parts(Task task) {
    var parts = new ArrayList<String>();
    for (String part : around(task).split(TITLE, -1)) {
      String plain = Texts.oneLine(part);
      if (!plain.isEmpty()) {
        parts.add(plain);
      }
    }
    return parts;
  }

  /** Whether that can be the title of an item of this task. */
  boolean matches(Task task, String title) {
    var pattern = new StringBuilder();
    for (String part : parts(task)) {
      pattern
          .append(pattern.length() == 0 ? "" : ".*")
          .append(isWord(part.codePointAt(0)) ? "(?<![\\p{L}\\p{N}_])" : "")
          .append(Pattern.quote(part))
          .append(isWord(part.codePointBefore(part.length())) ? "(?![\\p{L}\\p{N}_])" : "");
    }
    return Pattern.compile(
            pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
        .matcher(Texts.oneLine(title))
        .find();
  }

  private static boolean isWord(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** The numbers of the tasks a title may be of, in capitals; cheap, to look closer at few. */
  static List<String> numbers(String title) {
    Matcher number = NUMBER.matcher(Texts.oneLine(title));
    var numbers = new ArrayList<String>();
    while (number.find()) {
      numbers.add(number.group(1).toUpperCase(Locale.ROOT));
    }
    return numbers;
  }
}
