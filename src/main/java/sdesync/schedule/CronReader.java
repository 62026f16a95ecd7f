package sdesync.schedule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads a cron text from left to right, so that every complaint can name its column. */
final class CronReader {
  private static final int LONGEST = 1000;

  private final String text;
  private int at;

  private CronReader(String text) {
    this.text = text;
  }

  static Map<CronField, CronValues> read(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "has " + text.length() + " characters; allowed are " + LONGEST);
    }
    return new CronReader(text).fields();
  }

  private Map<CronField, CronValues> fields() {
    int count = text.isBlank() ? 0 : text.strip().split("[ \t]+").length;
    if (count != 5 && count != 6) {
      throw new IllegalArgumentException(
          "has %d fields; allowed are five (minute, hour, day of month, month, day of week)"
                  .formatted(count)
              + " or six, the first being seconds");
    }
    Map<CronField, CronValues> fields = new EnumMap<>(CronField.class);
    for (CronField field : CronField.values()) {
      if (field != CronField.SECOND || count == 6) {
        skipBlanks();
        fields.put(field, field(field));
      }
    }
    return fields;
  }

  private CronValues field(CronField field) {
    boolean starred = text.charAt(at) == '*';
    List<CronValues.Part> parts = new ArrayList<>();
    do {
      parts.add(part(field));
    } while (taken(','));
    if (!atBlank()) {
      throw wrong(field, at, quoted(at) + " is not understood here", "is a comma or a blank");
    }
    return new CronValues(field, starred, parts);
  }

  private CronValues.Part part(CronField field) {
    int start = at;
    if (taken('*')) {
      int last = field.last(false);
      return new CronValues.Part(field.low, last, step(field, 1), false);
    }
    boolean spread = (at < text.length() && "hH".indexOf(text.charAt(at)) >= 0);
    if (spread) {
      at++;
      return spread(field);
    }
    int low = value(field);
    if (!taken('-')) {
      if (peek('/')) {
        throw wrong(
            field,
            start,
            "a step needs a range: '" + text.substring(start, at) + word(at) + "'",
            "is " + low + "-" + field.last(false) + word(at) + " or *" + word(at));
      }
      return new CronValues.Part(low, low, 1, false);
    }
    int high = highest(field, start, low);
    return new CronValues.Part(low, high, step(field, 1), false);
  }

  private CronValues.Part spread(CronField field) {
    if (!taken('(')) {
      return new CronValues.Part(field.low, field.last(true), step(field, 0), true);
    }
    int start = at;
    int low = value(field);
    if (!taken('-')) {
      throw wrong(field, at, quoted(at) + " in H(…)", "is a range such as H(0-5)");
    }
    int high = highest(field, start, low);
    if (!taken(')')) {
      throw wrong(field, at, quoted(at) + " in H(…)", "is a closing bracket as in H(0-5)");
    }
    return new CronValues.Part(low, high, step(field, 0), true);
  }

  /** The upper end of a range; {@code sat-sun} ends on day 7. */
  private int highest(CronField field, int start, int low) {
    int high = value(field);
    if (field == CronField.DAY_OF_WEEK && high == 0 && Character.isLetter(text.charAt(at - 1))) {
      high = 7;
    }
    if (high < low) {
      throw wrong(
          field,
          start,
          "the range '" + text.substring(start, at) + "' runs backwards",
          "is low-high within " + field.allowed());
    }
    return high;
  }

  private int step(CronField field, int none) {
    if (!taken('/')) {
      return none;
    }
    int start = at;
    int step = number();
    int largest = field.last(false) - field.low + 1;
    if (step < 1 || step > largest) {
      throw wrong(field, start, "the step " + quoted(start), "is 1-" + largest);
    }
    return step;
  }

  private int value(CronField field) {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    int value = at > start ? field.named(text.substring(start, at)) : number();
    if (value < field.low || value > field.high) {
      throw wrong(field, start, quoted(start), "is " + field.allowed());
    }
    return value;
  }

  /** The digits from here on; -1 for none or more than three. */
  private int number() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at == start || at - start > 3 ? -1 : Integer.parseInt(text, start, at, 10);
  }

  private String quoted(int start) {
    String word = word(start);
    return word.isEmpty() ? "nothing" : "'" + word + "'";
  }

  /** The text from there to the next blank or comma. */
  private String word(int start) {
    int end = start;
    while (end < text.length() && " \t,".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(start, end);
  }

  private boolean taken(char c) {
    boolean there = peek(c);
    at += there ? 1 : 0;
    return there;
  }

  private boolean peek(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private boolean atBlank() {
    return at == text.length() || text.charAt(at) == ' ' || text.charAt(at) == '\t';
  }

  private void skipBlanks() {
    while (at < text.length() && atBlank()) {
      at++;
    }
  }

  private IllegalArgumentException wrong(CronField field, int index, String value, String allowed) {
    return new IllegalArgumentException(
        "%s, column %d: %s; allowed %s".formatted(field, index + 1, value, allowed));
  }
}
