package sdesync.sandbox.rally;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import sdesync.sandbox.wire.Query;

/** The workspace and projects a request looks at. */
final class Scope {
  private final Items items;
  private final Account account;

  Scope(Items items, Account account) {
    this.items = items;
    this.account = account;
  }

  /** What the account may see at all. */
  boolean visible(Item item) {
    long workspace = item.type().equals("Workspace") ? item.id() : item.ref("Workspace");
    return workspace == 0 || account.workspaces().contains(workspace);
  }

  /**
   * The items of a type that the request's workspace and project leave.
   *
   * @throws WsapiError when one of the two is not there
   */
  Predicate<Item> of(Type type, Query query) {
    Optional<Item> project = named(query, "project", "Project");
    Item workspace =
        named(query, "workspace", "Workspace")
            .or(() -> project.flatMap(one -> items.find(one.ref("Workspace"))))
            .orElseGet(this::own);
    return switch (type.place()) {
      case SUBSCRIPTION -> this::visible;
      case WORKSPACE -> item -> item.ref("Workspace") == workspace.id();
      case PROJECT -> {
        Predicate<Item> there = item -> item.ref("Workspace") == workspace.id();
        if (project.isEmpty()) {
          yield there;
        }
        Set<Long> projects = around(project.get(), query);
        yield there.and(item -> projects.contains(item.ref("Project")));
      }
    };
  }

  /** Up and down are both on unless they are switched off. */
  private Set<Long> around(Item project, Query query) {
    Set<Long> projects = new HashSet<>(Set.of(project.id()));
    if (on(query, "projectScopeDown")) {
      down(project, projects);
    }
    if (on(query, "projectScopeUp")) {
      Optional<Item> parent = items.find(project.ref("Parent"));
      while (parent.isPresent() && projects.add(parent.get().id())) {
        parent = items.find(parent.get().ref("Parent"));
      }
    }
    return projects;
  }

  private void down(Item project, Set<Long> projects) {
    List<Long> children = project.ids("Children");
    for (long child : children) {
      if (projects.add(child)) {
        items.find(child).ifPresent(item -> down(item, projects));
      }
    }
  }

  private static boolean on(Query query, String name) {
    return query.value(name).map(Boolean::parseBoolean).orElse(true);
  }

  private Item own() {
    return account.workspaces().stream()
        .flatMap(id -> items.find(id).stream())
        .findFirst()
        .orElseThrow(() -> new WsapiError("The user has no workspace"));
  }

  private Optional<Item> named(Query query, String parameter, String type) {
    return query
        .value(parameter)
        .filter(reference -> !reference.equals("null"))
        .map(
            reference ->
                Fields.id(reference)
                    .flatMap(items::find)
                    .filter(item -> item.type().equals(type))
                    .filter(this::visible)
                    .orElseThrow(
                        () ->
                            new WsapiError(
                                "Could not read: Could not read referenced object "
                                    + Fields.id(reference)
                                        .map(String::valueOf)
                                        .orElse(reference))));
  }
}
