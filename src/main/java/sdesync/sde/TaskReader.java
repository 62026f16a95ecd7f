package sdesync.sde;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sdesync.sync.HowTo;
import sdesync.sync.ParamReader;
import sdesync.sync.Task;
import sdesync.sync.TaskReference;
import sdesync.sync.TaskStatus;

/** SD Elements' JSON of a task, in any of the forms its versions send. */
final class TaskReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,60}");
  private static final List<String> VERIFICATIONS = List.of("none", "partial", "pass", "fail");

  private final URI sde;
  private final TaskWords words;

  TaskReader(URI sde, TaskWords words) {
    this.sde = sde;
    this.words = words;
  }

  /**
   * @throws BadList when it could not be told from other tasks, or how far it is
   */
  Task task(JsonNode json) {
    String id = checkedId(json.path("id").asText(""));
    String number = json.path("task_id").asText("");
    if (number.isEmpty()) {
      number = id.substring(id.indexOf('-') + 1);
    }
    TaskStatus status = words.status(json.path("status"));
    if (status == null) {
      throw new BadList(
          "its task %s has the status %s, which is none of task-statuses"
              .formatted(id, ParamReader.shown(json.path("status").toString())));
    }
    return new Task(
        id,
        checkedId(number),
        title(json.path("title").asText(""), number),
        text(json.path("text")),
        howTos(json.path("how_tos")),
        url(json.path("url").asText(""), id),
        priority(json.path("priority")),
        words.phase(json.path("phase")),
        status,
        changed(json),
        tags(json.path("tags")),
        verification(json.path("verification_status").asText("")),
        json.path("accepted").asBoolean(true) && json.path("relevant").asBoolean(true),
        references(json.path("references")));
  }

  static String checkedId(String id) {
    if (!ID.matcher(id).matches()) {
      throw new BadList("it has a task with the id " + ParamReader.shown(id));
    }
    return id;
  }

  /** Older versions put the number in front. */
  private static String title(String title, String number) {
    return title.startsWith(number + ":") ? title.substring(number.length() + 1).strip() : title;
  }

  private static String text(JsonNode text) {
    return text.isObject() ? text.path("description").asText("") : text.asText("");
  }

  private static List<HowTo> howTos(JsonNode list) {
    List<HowTo> howTos = new ArrayList<>();
    for (JsonNode json : list) {
      if (json.isObject()) {
        howTos.add(new HowTo(json.path("title").asText(""), text(json.path("text"))));
      }
    }
    return howTos;
  }

  private String url(String sent, String id) {
    try {
      if (!sent.isEmpty()) {
        URI url = sde.resolve(new URI(sent));
        if (url.getHost() != null && String.valueOf(url.getScheme()).startsWith("http")) {
          return url.toString();
        }
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      return made(id);
    }
    return made(id);
  }

  /** Leads nowhere, but says whose task it is. */
  private String made(String id) {
    return sde + "/tasks/" + id + "/";
  }

  /** A number, or one as a text; what is neither is nobody's priority. */
  private static int priority(JsonNode json) {
    String text = json.asText("");
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
  }

  private static Instant changed(JsonNode json) {
    Instant status = time(json.path("status_updated"));
    return status.equals(Instant.EPOCH) ? time(json.path("updated")) : status;
  }

  private static Instant time(JsonNode json) {
    try {
      return OffsetDateTime.parse(json.asText("")).toInstant();
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static List<String> tags(JsonNode list) {
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : list) {
      tags.add(
          tag.isObject() ? tag.path("name").asText(tag.path("slug").asText("")) : tag.asText(""));
    }
    tags.removeIf(String::isBlank);
    return tags;
  }

  private static String verification(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return VERIFICATIONS.contains(word) ? word : "none";
  }

  private static @Nullable List<TaskReference> references(JsonNode list) {
    List<TaskReference> references = new ArrayList<>();
    for (JsonNode json : list) {
      if (!json.isObject()) {
        return null; // ids alone say nothing
      }
      references.add(reference(json));
    }
    return list.isArray() ? references : null;
  }

  static TaskReference reference(JsonNode json) {
    JsonNode connection = json.path("alm_connection");
    if (connection.isMissingNode()) {
      connection = json.path("issue_tracker_connection");
    }
    return new TaskReference(
        (connection.isObject() ? connection.path("id") : connection).asLong(0),
        json.path("reference").asText(""),
        json.path("name").asText(""),
        json.path("link").asText(""));
  }
}
