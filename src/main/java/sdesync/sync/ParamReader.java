package sdesync.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Params;
import sdesync.redact.Secret;

/**
 * Reads an integration's params, in both spellings ({@code alm_*}, and {@code issue_tracker_*} of
 * today's servers), and collects what is wrong with them, so that all of it is told together. What
 * nobody asked for by the end is {@link #unknown()}. An empty text counts as not given.
 */
public final class ParamReader {
  private static final String OLD = "alm_";
  private static final String NEW = "issue_tracker_";
  private static final int SHOWN = 80;

  private final Map<String, @Nullable Object> values;
  private final Set<String> known = new HashSet<>();
  private final List<ParamsRefused.Problem> problems = new ArrayList<>();

  public ParamReader(Params params) {
    this.values = params.values();
  }

  /** The text of a param, without space around it. A number or boolean is a text, too. */
  public String text(String key, String fallback) {
    Object value = value(key);
    if (value instanceof Collection || value instanceof Map) {
      problem(key, "is a list or an object; a text is expected");
      return fallback;
    }
    String text = value == null ? "" : value.toString().strip();
    return text.isEmpty() ? fallback : text;
  }

  /** A text that has to be there; a problem and empty when it is not. */
  public String required(String key) {
    String text = text(key, "");
    if (text.isEmpty()) {
      problem(key, "is missing");
    }
    return text;
  }

  /** A text that no message shows; null when it is not given. It is not stripped. */
  public @Nullable Secret secret(String key) {
    Object value = value(key);
    return value == null || value.toString().isEmpty() ? null : Secret.of(value.toString());
  }

  /** One of the words, in any case; the fallback, and a problem, for any other. */
  public String word(String key, String fallback, List<String> allowed) {
    String text = text(key, fallback);
    for (String word : allowed) {
      if (word.equalsIgnoreCase(text)) {
        return word;
      }
    }
    problem(key, "is " + shown(text) + "; allowed are " + String.join(", ", allowed));
    return fallback;
  }

  /** A number, sent as one or as a text. */
  public int number(String key, int fallback, int least, int most) {
    String text = text(key, Integer.toString(fallback));
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    problem(key, "is %s; allowed is %d to %d".formatted(shown(text), least, most));
    return fallback;
  }

  /** A boolean, sent as one or as {@code true} or {@code false} in any case. */
  public boolean flag(String key, boolean fallback) {
    String text = text(key, Boolean.toString(fallback)).toLowerCase(Locale.ROOT);
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    problem(key, "is " + shown(text) + "; allowed are true, false");
    return fallback;
  }

  /** Texts, sent as a list or separated by commas, without empty ones. */
  public List<String> list(String key, List<String> fallback) {
    Object value = value(key);
    if (value == null || "".equals(value)) {
      return fallback;
    }
    if (value instanceof Map) {
      problem(key, "is an object; texts separated by commas are expected");
      return fallback;
    }
    Collection<?> items =
        value instanceof Collection<?> sent ? sent : Arrays.asList(value.toString().split(","));
    return items.stream()
        .filter(Objects::nonNull)
        .map(item -> item.toString().strip())
        .filter(item -> !item.isEmpty())
        .distinct()
        .toList();
  }

  /** A JSON object, sent as one or as its text; empty when it is not given. */
  public Map<String, Object> object(String key) {
    return JsonObjects.read(value(key), what -> problem(key, what));
  }

  /** Whether the param is there, be it empty. */
  public boolean given(String key) {
    return value(key) != null;
  }

  /** Params that are known and have no effect here. */
  public void ignore(String... keys) {
    Arrays.stream(keys).forEach(this::value);
  }

  private @Nullable Object value(String key) {
    known.add(key);
    Object value = values.get(key);
    String other = otherSpelling(key);
    known.add(other);
    Object otherValue = values.get(other);
    if (value != null && otherValue != null && !value.equals(otherValue) && !key.equals(other)) {
      var problem =
          new ParamsRefused.Problem(key, "and " + other + " say different things; keep one");
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
    }
    return value != null ? value : otherValue;
  }

  private static String otherSpelling(String key) {
    return key.startsWith(OLD) ? NEW + key.substring(OLD.length()) : key;
  }

  /**
   * Remembers what is wrong with a param.
   *
   * @param key as the code spells it; told as the params spell it
   * @param what see {@link ParamsRefused.Problem}
   */
  public void problem(String key, String what) {
    String spelled = values.containsKey(key) ? key : otherSpelling(key);
    problems.add(new ParamsRefused.Problem(values.containsKey(spelled) ? spelled : key, what));
  }

  /**
   * To be called when all is read.
   *
   * @throws ParamsRefused when there was any problem
   */
  public void finish() {
    if (!problems.isEmpty()) {
      throw new ParamsRefused(problems);
    }
  }

  /** The params nobody asked for, as spelled. */
  public List<String> unknown() {
    return values.keySet().stream().filter(key -> !known.contains(key)).toList();
  }

  /** A value in quotes, short and without control characters, for a message. */
  public static String shown(String value) {
    String plain = Texts.oneLine(value);
    return "'" + (plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…") + "'";
  }
}
