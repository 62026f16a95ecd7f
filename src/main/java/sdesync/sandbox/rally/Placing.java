package sdesync.sandbox.rally;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gives a new item what its creator left out: workspace, project, first state. */
final class Placing {
  private final Items items;
  private final Account account;

  Placing(Items items, Account account) {
    this.items = items;
    this.account = account;
  }

  /**
   * @throws WsapiError when its workspace and its project are not the same place
   */
  Map<String, Object> complete(Type type, Map<String, Object> sent) {
    Map<String, Object> fields = new LinkedHashMap<>(sent);
    fields.values().removeIf(Item.Absent.class::isInstance);
    if (type.place() == Type.Place.PROJECT) {
      fields.putIfAbsent("Project", new Item.Ref(project(fields)));
      long workspace = workspaceOf(ref(fields, "Project"));
      if (ref(fields, "Workspace") != 0 && ref(fields, "Workspace") != workspace) {
        throw new WsapiError(
            "Validation error: %s.Project is not in the workspace".formatted(type.name()));
      }
      fields.put("Workspace", new Item.Ref(workspace));
    }
    fields.putIfAbsent("Workspace", new Item.Ref(account.workspaces().iterator().next()));
    items
        .find(ref(fields, "Workspace"))
        .ifPresent(one -> fields.put("Subscription", new Item.Ref(one.ref("Subscription"))));
    for (Attribute attribute : type.own()) {
      if (attribute.kind() == Attribute.Kind.STATE) {
        fields.putIfAbsent(attribute.name(), first(attribute));
      } else if (attribute.kind() == Attribute.Kind.BOOLEAN) {
        fields.putIfAbsent(attribute.name(), false);
      }
    }
    if (type.name().equals("ConversationPost")) {
      fields.put("User", new Item.Ref(account.userId()));
      items
          .find(ref(fields, "Artifact"))
          .ifPresent(item -> fields.put("PostNumber", (long) item.ids("Discussion").size()));
    }
    return fields;
  }

  /** "Defined" also where an idea comes before it. */
  private static String first(Attribute attribute) {
    return attribute.allowed().contains("Defined") ? "Defined" : attribute.allowed().get(0);
  }

  private long project(Map<String, Object> fields) {
    return items
        .find(ref(fields, "Artifact"))
        .or(() -> items.find(ref(fields, "WorkProduct")))
        .map(item -> item.ref("Project"))
        .orElse(account.project());
  }

  private long workspaceOf(long project) {
    return Optional.of(project).flatMap(items::find).map(item -> item.ref("Workspace")).orElse(0L);
  }

  private static long ref(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof Item.Ref ref ? ref.id() : 0;
  }
}
