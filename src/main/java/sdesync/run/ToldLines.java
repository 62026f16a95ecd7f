package sdesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command tells the worker by lines on its stdout: how far it is, and, in the last line, its
 * own numbers (contract, section 4). Anything not exactly of that form is just output.
 */
final class ToldLines {
  static final int MOST_ENTRIES = 32;
  static final int LONGEST_TEXT = 200;
  private static final int LONGEST_LINE = 4096;
  private static final Pattern PROGRESS = Pattern.compile("^(\\d{1,3})% complete$");
  private static final String SUMMARY = "sde-sync: ";

  private final IntConsumer progress;
  private int percent = -1;
  private String last = "";

  ToldLines(IntConsumer progress) {
    this.progress = progress;
  }

  /** One piece of masked stdout, as {@link LineCutter.Lines} has it. */
  void piece(byte[] bytes, int offset, int length, boolean whole) {
    byte first = bytes[offset];
    if (first == '\n' || first == '\r') {
      return;
    }
    // Nearly every line is neither, and must not cost more than this look at its first byte.
    if (!whole || length > LONGEST_LINE + 2 || (first != 's' && (first < '0' || first > '9'))) {
      last = "";
      return;
    }
    last = line(bytes, offset, length);
    Matcher told = PROGRESS.matcher(last);
    if (told.matches()) {
      int now = Math.min(100, Integer.parseInt(told.group(1)));
      if (now != percent) {
        percent = now;
        progress.accept(now);
      }
    }
  }

  private static String line(byte[] bytes, int offset, int length) {
    int end = length;
    while (end > 0 && (bytes[offset + end - 1] == '\n' || bytes[offset + end - 1] == '\r')) {
      end--;
    }
    return new String(bytes, offset, end, UTF_8);
  }

  /** The summary in the last line that is not empty; empty when it holds none. */
  Map<String, Object> summary() {
    if (!last.startsWith(SUMMARY) || last.getBytes(UTF_8).length > LONGEST_LINE) {
      return Map.of();
    }
    try {
      return flat(JsonText.MAPPER.readTree(last.substring(SUMMARY.length())));
    } catch (JsonProcessingException e) {
      return Map.of();
    }
  }

  private static Map<String, Object> flat(JsonNode object) {
    if (!object.isObject() || object.size() > MOST_ENTRIES) {
      return Map.of();
    }
    var entries = new LinkedHashMap<String, Object>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      JsonNode value = entry.getValue();
      if (value.isTextual() && value.textValue().length() <= LONGEST_TEXT) {
        entries.put(entry.getKey(), value.textValue());
      } else if (value.isNumber() && Double.isFinite(value.doubleValue())) {
        entries.put(entry.getKey(), value.numberValue());
      } else {
        return Map.of();
      }
    }
    return entries;
  }
}
