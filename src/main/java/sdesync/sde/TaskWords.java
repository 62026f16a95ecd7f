package sdesync.sde;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.sync.Meaning;
import sdesync.sync.ParamReader;
import sdesync.sync.TaskStatus;

/**
 * The statuses and phases of an organisation, by every word a task may say them with: by id, by
 * slug, by name, or as the whole object, as the versions of the API do.
 */
final class TaskWords {
  private final List<TaskStatus> statuses = new ArrayList<>();
  private final List<String> phases = new ArrayList<>();
  private final Map<String, TaskStatus> statusOf = new HashMap<>();
  private final Map<String, String> phaseOf = new HashMap<>();

  /**
   * @throws BadList when a status has no meaning known here
   */
  TaskWords(List<JsonNode> statuses, List<JsonNode> phases) {
    for (JsonNode json : statuses) {
      TaskStatus status = read(json);
      this.statuses.add(status);
      words(json).forEach(word -> statusOf.putIfAbsent(word, status));
    }
    for (JsonNode json : phases) {
      String slug = json.path("slug").asText("");
      this.phases.add(slug);
      words(json).forEach(word -> phaseOf.putIfAbsent(word, slug));
    }
    this.phases.removeIf(String::isEmpty);
  }

  private static List<String> words(JsonNode json) {
    List<String> words = new ArrayList<>();
    for (String field : List.of("id", "slug", "name")) {
      words.add(json.path(field).asText("").toLowerCase(Locale.ROOT));
    }
    words.removeIf(String::isEmpty);
    return words;
  }

  private static TaskStatus read(JsonNode json) {
    String id = json.path("id").asText("");
    String meaning = json.path("meaning").asText("").toUpperCase(Locale.ROOT);
    for (Meaning known : Meaning.values()) {
      if (known.name().equals(meaning) && !id.isEmpty()) {
        return new TaskStatus(id, json.path("name").asText(id), known);
      }
    }
    throw new BadList(
        "the status " + ParamReader.shown(id) + " means neither TODO nor DONE nor NA");
  }

  List<TaskStatus> statuses() {
    return List.copyOf(statuses);
  }

  List<String> phases() {
    return List.copyOf(phases);
  }

  /** Null when it is none of the organisation's. */
  @Nullable TaskStatus status(JsonNode json) {
    if (json.isObject() && !json.path("meaning").asText("").isEmpty()) {
      return read(json);
    }
    String word = json.isObject() ? json.path("id").asText("") : json.asText("");
    return statusOf.get(word.toLowerCase(Locale.ROOT));
  }

  /** The slug; the word itself where it is none of the organisation's. */
  String phase(JsonNode json) {
    if (json.isObject() && !json.path("slug").asText("").isEmpty()) {
      return json.path("slug").asText();
    }
    String word = json.isObject() ? json.path("id").asText("") : json.asText("");
    return phaseOf.getOrDefault(word.toLowerCase(Locale.ROOT), word);
  }
}
