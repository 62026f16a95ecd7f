package sdesync.rally;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sdesync.sync.NewItem;
import sdesync.sync.PeerFailure;
import sdesync.sync.WorkItem;

/** Rally's JSON of a story or task as a work item, and lists of them. */
final class Items {
  static final View PROJECT = new View(false, false);
  static final View PROJECT_WITH_TEXTS = new View(false, true);
  static final View WORKSPACE = new View(true, false);
  static final View WORKSPACE_WITH_TEXTS = new View(true, true);

  private final Wsapi wsapi;
  private final Ground ground;
  private final URI origin;

  Items(Wsapi wsapi, Ground ground, URI origin) {
    this.wsapi = wsapi;
    this.ground = ground;
    this.origin = origin;
  }

  /** The fields that are asked for. */
  String fetch(boolean texts) {
    return "ObjectID,FormattedID,Name,CreationDate,LastUpdateDate,Tags,Project,"
        + ground.card().state()
        + (ground.parent() == null ? "" : ",WorkProduct")
        + (texts ? ",Description" : "");
  }

  /**
   * Where to look, and what to ask for.
   *
   * @param texts whether descriptions are wanted; they are long
   */
  record View(boolean workspace, boolean texts) {}

  /**
   * Lists items.
   *
   * @param query null for all
   * @param most see {@link Wsapi#list}
   */
  void list(@Nullable String query, View view, long most, Consumer<Listed> each) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("workspace", ground.workspace().text());
    parameters.put("project", view.workspace() ? "null" : ground.project().text());
    if (!view.workspace()) {
      parameters.put("projectScopeUp", "false");
      parameters.put("projectScopeDown", "false");
    }
    parameters.put("fetch", fetch(view.texts()));
    if (query != null) {
      parameters.put("query", query);
    }
    List<JsonNode> untold = new ArrayList<>();
    wsapi.list(
        ground.card().path(),
        parameters,
        most,
        json -> {
          if (named(json) == null) {
            untold.add(json);
          } else {
            item(json).ifPresent(each);
          }
        });
    // Not while a page is read: each of these needs a request of its own.
    for (JsonNode json : untold) {
      item(withTags((ObjectNode) json)).ifPresent(each);
    }
  }

  /**
   * An item and where it hangs.
   *
   * @param parent null when it has none
   */
  record Listed(WorkItem item, @Nullable String parent) {}

  /** Empty for what has no ObjectID. */
  private Optional<Listed> item(JsonNode json) {
    return id(json)
        .map(
            id ->
                new Listed(
                    item(id, json), Ref.of(json.path("WorkProduct")).map(Ref::id).orElse(null)));
  }

  /**
   * What was made, filled up with what was asked for where the answer is scanty.
   *
   * @throws PeerFailure when the answer does not tell which item it is: it has to be looked for
   */
  WorkItem created(JsonNode json, NewItem wanted) {
    String id =
        id(json)
            .orElseThrow(
                () ->
                    new PeerFailure(PeerFailure.Kind.LOST, "Rally made an item and named it not"));
    WorkItem item = item(id, json);
    return item.title().isEmpty()
        ? new WorkItem(
            id,
            item.key(),
            wanted.title(),
            "",
            wanted.standing(),
            ground.state(wanted.standing()),
            item.created(),
            item.updated(),
            wanted.labels(),
            item.link())
        : item;
  }

  private static Optional<String> id(JsonNode json) {
    String id = json.path("ObjectID").asText("");
    return id.matches("\\d{1,19}") ? Optional.of(id) : Ref.of(json).map(Ref::id);
  }

  private WorkItem item(String id, JsonNode json) {
    String state = json.path(ground.card().state()).asText("");
    return new WorkItem(
        id,
        json.path("FormattedID").asText(""),
        json.path("Name").asText(""),
        json.path("Description").asText(""),
        ground.standing(state),
        state,
        time(json.path("CreationDate")),
        time(json.path("LastUpdateDate")),
        labels(json),
        link(id, json));
  }

  private String link(String id, JsonNode json) {
    String project =
        Ref.of(json.path("Project")).map(Ref::id).orElseGet(() -> ground.project().id());
    return origin + "/#/" + project + "d/detail/" + ground.card().page() + "/" + id;
  }

  private static List<String> labels(JsonNode json) {
    JsonNode tags = named(json);
    List<String> labels = new ArrayList<>();
    if (tags != null) {
      tags.forEach(tag -> labels.add(tag.path("Name").asText("")));
    }
    labels.removeIf(String::isEmpty);
    return labels.stream().distinct().toList();
  }

  /**
   * The tags with their names, which WSAPI v2.0 gives beside the collection's reference; null where
   * a server does not.
   */
  private static @Nullable JsonNode named(JsonNode json) {
    JsonNode tags = json.path("Tags");
    if (tags.path("_tagsNameArray").isArray()) {
      return tags.path("_tagsNameArray");
    }
    return tags.path("Count").asLong(0) == 0 || !json.isObject() ? tags : null;
  }

  private JsonNode withTags(ObjectNode json) {
    ArrayNode tags = json.arrayNode();
    Ref.of(json.path("Tags"))
        .ifPresent(ref -> wsapi.list(ref.path(), Map.of("fetch", "Name"), tags::add));
    json.set("Tags", tags);
    return json;
  }

  private static Instant time(JsonNode json) {
    try {
      return OffsetDateTime.parse(json.asText("")).toInstant();
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
