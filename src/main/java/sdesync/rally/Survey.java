package sdesync.rally;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdesync.sync.IssueTracker.Depth;
import sdesync.sync.ParamReader;
import sdesync.sync.ParamsRefused;
import sdesync.sync.ParamsRefused.Problem;

/** Looks whether all that the params name is there: workspace, project, type, states, parent. */
final class Survey {
  /** As many names as a message may have. */
  private static final int SHOWN = 10;

  private final Wsapi wsapi;
  private final RallyParams params;
  private final List<Problem> problems = new ArrayList<>();

  Survey(Wsapi wsapi, RallyParams params) {
    this.wsapi = wsapi;
    this.params = params;
  }

  /**
   * @return what was found; empty for depths less than {@link Depth#SETTINGS}
   * @throws ParamsRefused with all that is not there
   */
  Optional<Ground> look(Depth depth) {
    JsonNode subscription = single(wsapi.read("subscription", Map.of("fetch", "Name,Workspaces")));
    if (depth == Depth.SERVER) {
      return Optional.empty();
    }
    Ref workspace = workspace(subscription);
    Ref project = workspace == null ? null : project(workspace);
    Ground found = null;
    if (workspace != null && depth == Depth.SETTINGS) {
      found = settings(workspace, project == null ? workspace : project);
    }
    if (!problems.isEmpty()) {
      throw new ParamsRefused(problems);
    }
    return Optional.ofNullable(found);
  }

  /** Some servers give the one subscription as a list of one. */
  private static JsonNode single(JsonNode read) {
    return read.path("Results").path(0).isObject() ? read.path("Results").path(0) : read;
  }

  private @Nullable Ref workspace(JsonNode subscription) {
    List<String> names = new ArrayList<>();
    List<Ref> found = new ArrayList<>();
    members(
        subscription.path("Workspaces"),
        Map.of("fetch", "Name,State"),
        workspace -> {
          names.add(name(workspace));
          if (name(workspace).equals(params.workspace()) && isOpen(workspace)) {
            Ref.of(workspace).ifPresent(found::add);
          }
        });
    return one(found, "rally_workspace", params.workspace(), "workspace", names);
  }

  private @Nullable Ref project(Ref workspace) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("workspace", workspace.text());
    query.put("fetch", "Name,State");
    // No server's grammar is trusted with a quote: then all projects are read.
    if (!params.project().matches(".*[\"\\\\].*")) {
      query.put("query", Query.is("Name", params.project()));
    }
    List<Ref> found = new ArrayList<>();
    wsapi.list(
        "project",
        query,
        project -> {
          if (name(project).equals(params.project()) && isOpen(project)) {
            Ref.of(project).ifPresent(found::add);
          }
        });
    return one(found, "alm_project", params.project(), "project", List.of());
  }

  private @Nullable Ref one(
      List<Ref> found, String param, String value, String noun, List<String> others) {
    List<Ref> distinct = found.stream().distinct().toList();
    if (distinct.size() == 1) {
      return distinct.get(0);
    }
    String there =
        others.isEmpty() ? "" : "; it sees " + listed(others.stream().sorted().distinct().toList());
    problems.add(
        new Problem(
            param,
            "is %s; %s"
                .formatted(
                    ParamReader.shown(value),
                    distinct.isEmpty()
                        ? "this user sees no open " + noun + " of that name" + there
                        : distinct.size()
                            + " open "
                            + noun
                            + "s have that name; rename all but one")));
    return null;
  }

  private @Nullable Ground settings(Ref workspace, Ref project) {
    JsonNode type = type(workspace);
    if (type == null) {
      return null;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    List<JsonNode> states = new ArrayList<>();
    members(
        type.path("Attributes"),
        Map.of("fetch", "Name,ElementName,AllowedValues"),
        attribute -> {
          String element = attribute.path("ElementName").asText("");
          fields.put(name(attribute), element);
          fields.put(element, element);
          if (element.equals(params.card().state())
              || (element.isEmpty()
                  && name(attribute).replace(" ", "").equals(params.card().state()))) {
            states.add(attribute);
          }
        });
    List<String> allowed = new ArrayList<>();
    if (!states.isEmpty()) {
      members(
          states.get(0).path("AllowedValues"),
          Map.of("fetch", "StringValue"),
          value -> allowed.add(value.path("StringValue").asText("")));
    }
    allowed.removeIf(String::isEmpty);
    fields.remove("");
    return new Ground(
        workspace,
        project,
        parent(workspace),
        params.card(),
        state("rally_new_status", params.newState(), allowed).orElse(params.newState()),
        doneStates(allowed),
        fields);
  }

  private @Nullable JsonNode type(Ref workspace) {
    Card card = params.card();
    for (String query :
        List.of(Query.is("Name", card.label()), Query.is("ElementName", card.element()))) {
      List<JsonNode> found = new ArrayList<>();
      wsapi.list(
          "typedefinition",
          Map.of(
              "workspace",
              workspace.text(),
              "query",
              query,
              "fetch",
              "Name,ElementName,Attributes"),
          found::add);
      for (JsonNode type : found) {
        if (name(type).equals(card.label())
            || type.path("ElementName").asText("").equals(card.element())) {
          return type;
        }
      }
    }
    problems.add(
        new Problem(
            "rally_card_type",
            "is %s; the workspace has no type %s"
                .formatted(params.card().word(), params.card().label())));
    return null;
  }

  private List<String> doneStates(List<String> allowed) {
    List<String> wanted = params.doneStates();
    if (!params.doneGiven() && wanted.stream().anyMatch(allowed::contains)) {
      return wanted.stream().filter(allowed::contains).toList();
    }
    return wanted.stream()
        .flatMap(state -> state("rally_done_statuses", state, allowed).stream())
        .toList();
  }

  /** As Rally spells it; an empty list of allowed values forbids nothing. */
  private Optional<String> state(String param, String wanted, List<String> allowed) {
    if (allowed.isEmpty() || allowed.contains(wanted)) {
      return Optional.of(wanted);
    }
    Optional<String> spelled = allowed.stream().filter(wanted::equalsIgnoreCase).findFirst();
    if (spelled.isEmpty()) {
      problems.add(
          new Problem(
              param,
              "has %s; %s allows %s"
                  .formatted(ParamReader.shown(wanted), params.card().state(), listed(allowed))));
    }
    return spelled;
  }

  private @Nullable Ref parent(Ref workspace) {
    if (params.card() != Card.TASK) {
      return null;
    }
    List<Ref> found = new ArrayList<>();
    wsapi.list(
        Card.STORY.path(),
        Map.of(
            "workspace",
            workspace.text(),
            "project",
            "null",
            "query",
            Query.is("FormattedID", params.parent()),
            "fetch",
            "FormattedID"),
        story -> {
          if (story.path("FormattedID").asText("").equalsIgnoreCase(params.parent())) {
            Ref.of(story).ifPresent(found::add);
          }
        });
    return one(found, "alm_parent_issue", params.parent(), "story", List.of());
  }

  /** A collection is a reference to be followed; some servers give its members at once. */
  private void members(
      JsonNode collection, Map<String, String> parameters, Consumer<JsonNode> each) {
    if (collection.isArray()) {
      collection.forEach(each);
    } else {
      Ref.of(collection).ifPresent(ref -> wsapi.list(ref.path(), parameters, each));
    }
  }

  private static boolean isOpen(JsonNode place) {
    return !place.path("State").asText("").equalsIgnoreCase("Closed");
  }

  private static String name(JsonNode node) {
    String name = node.path("Name").asText("");
    return name.isEmpty() ? node.path("_refObjectName").asText("") : name;
  }

  private static String listed(List<String> names) {
    return names.stream().limit(SHOWN).map(ParamReader::shown).collect(Collectors.joining(", "))
        + (names.size() > SHOWN ? ", …" : "");
  }
}
