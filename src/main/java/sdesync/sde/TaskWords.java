package sdesync.sde;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sdesync.sync.Meaning;
import sdesync.sync.ParamReader;
import sdesync.sync.TaskStatus;

/**
 * The statuses and phases of an organisation, by every word a task may say them with: by id, by
 * slug, by name, or as the whole object, as the versions of the API do. Each list is the same for
 * all tasks, and is asked for when a task says less than the whole object.
 */
final class TaskWords {
  private final Supplier<List<JsonNode>> readStatuses;
  private final Supplier<List<JsonNode>> readPhases;
  private final Map<String, TaskStatus> statusOf = new HashMap<>();
  private final Map<String, String> phaseOf = new HashMap<>();
  private @Nullable List<TaskStatus> statuses;
  private @Nullable List<String> phases;

  TaskWords(Supplier<List<JsonNode>> readStatuses, Supplier<List<JsonNode>> readPhases) {
    this.readStatuses = readStatuses;
    this.readPhases = readPhases;
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

  /**
   * @throws BadList when a status has no meaning known here
   */
  synchronized List<TaskStatus> statuses() {
    if (statuses == null) {
      List<TaskStatus> all = new ArrayList<>();
      for (JsonNode json : readStatuses.get()) {
        TaskStatus status = read(json);
        all.add(status);
        words(json).forEach(word -> statusOf.putIfAbsent(word, status));
      }
      statuses = List.copyOf(all);
    }
    return statuses;
  }

  /** Slugs. */
  synchronized List<String> phases() {
    if (phases == null) {
      List<String> all = new ArrayList<>();
      for (JsonNode json : readPhases.get()) {
        String slug = json.path("slug").asText("");
        all.add(slug);
        words(json).forEach(word -> phaseOf.putIfAbsent(word, slug));
      }
      all.removeIf(String::isEmpty);
      phases = List.copyOf(all);
    }
    return phases;
  }

  /** Null when it is none of the organisation's. */
  synchronized @Nullable TaskStatus status(JsonNode json) {
    if (json.isObject() && !json.path("meaning").asText("").isEmpty()) {
      return read(json);
    }
    String word = json.isObject() ? json.path("id").asText("") : json.asText("");
    statuses();
    return statusOf.get(word.toLowerCase(Locale.ROOT));
  }

  /** The slug; the word itself where it is none of the organisation's. */
  synchronized String phase(JsonNode json) {
    if (json.isObject() && !json.path("slug").asText("").isEmpty()) {
      return json.path("slug").asText();
    }
    String word = json.isObject() ? json.path("id").asText("") : json.asText("");
    phases();
    return phaseOf.getOrDefault(word.toLowerCase(Locale.ROOT), word);
  }
}
