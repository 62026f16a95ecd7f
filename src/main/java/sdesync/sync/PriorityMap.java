package sdesync.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The tracker's words for SD Elements' priorities 1 to 10 ({@code alm_priority_map}). */
record PriorityMap(Map<Integer, String> words) {
  private static final Pattern RANGE =
      Pattern.compile("\\s*(\\d{1,2})\\s*(?:-\\s*(\\d{1,2})\\s*)?");

  /** Keys are {@code 7} or {@code 4-6}; together they have to name each of 1 to 10 once. */
  static PriorityMap read(ParamReader params) {
    String key = "alm_priority_map";
    var words = new HashMap<Integer, String>();
    for (Map.Entry<String, Object> entry : params.object(key).entrySet()) {
      Matcher range = RANGE.matcher(entry.getKey());
      if (!range.matches()) {
        params.problem(
            key, "has the key %s; it is 7 or 4-6".formatted(ParamReader.shown(entry.getKey())));
        continue;
      }
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      IntStream.rangeClosed(first, last)
          .filter(n -> words.put(n, entry.getValue().toString()) != null || n < 1 || n > 10)
          .forEach(n -> params.problem(key, "names " + n + " twice, or beyond 1 to 10"));
    }
    if (!words.isEmpty()) {
      String missing =
          IntStream.rangeClosed(1, 10)
              .filter(n -> !words.containsKey(n))
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(", "));
      if (!missing.isEmpty()) {
        params.problem(key, "leaves out " + missing + "; it has to cover 1 to 10");
      }
    }
    return new PriorityMap(Map.copyOf(words));
  }

  /** Null when there is no map; a priority of 0 is the least there is. */
  @Nullable String of(int priority) {
    return words.get(Math.max(1, Math.min(10, priority)));
  }
}
