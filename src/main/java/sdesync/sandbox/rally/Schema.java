package sdesync.sandbox.rally;

import static sdesync.sandbox.rally.Attribute.collection;
import static sdesync.sandbox.rally.Attribute.date;
import static sdesync.sandbox.rally.Attribute.flag;
import static sdesync.sandbox.rally.Attribute.integer;
import static sdesync.sandbox.rally.Attribute.quantity;
import static sdesync.sandbox.rally.Attribute.state;
import static sdesync.sandbox.rally.Attribute.text;
import static sdesync.sandbox.rally.Attribute.to;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sdesync.sandbox.rally.Type.Place;

/** The types and fields of WSAPI v2.0 as far as the sandbox has them. */
final class Schema {
  /** What stories, tasks and defects have in common. */
  static final String ARTIFACT = "Artifact";

  static final int NAME = 256;
  static final int TEXT = 32_768;
  static final List<String> SCHEDULE_STATES =
      List.of("Defined", "In-Progress", "Completed", "Accepted");
  static final List<String> TASK_STATES = List.of("Defined", "In-Progress", "Completed");

  private static final List<String> DEFECT_STATES = List.of("Submitted", "Open", "Fixed", "Closed");

  /** Replaced as a whole, so that who reads never waits. */
  private volatile Map<String, Type> types = Map.of();

  Schema() {
    add("Subscription", Place.SUBSCRIPTION, text("Name", NAME));
    add("User", Place.SUBSCRIPTION, text("UserName", NAME), text("EmailAddress", NAME));
    add(
        "Workspace",
        Place.SUBSCRIPTION,
        text("Name", NAME),
        text("State", NAME),
        to("Subscription", "Subscription").seenFrom("Workspaces"));
    add(
        "Project",
        Place.WORKSPACE,
        text("Name", NAME),
        text("State", NAME),
        text("Description", TEXT),
        to("Parent", "Project").seenFrom("Children"),
        to("Workspace", "Workspace").seenFrom("Projects"));
    add(
        "TypeDefinition",
        Place.WORKSPACE,
        text("Name", NAME),
        text("ElementName", NAME),
        text("TypePath", NAME),
        text("DisplayName", NAME),
        text("IDPrefix", NAME),
        flag("Creatable"));
    add(
        "AttributeDefinition",
        Place.WORKSPACE,
        text("Name", NAME),
        text("ElementName", NAME),
        text("AttributeType", NAME),
        flag("Required"),
        flag("ReadOnly"),
        flag("Constrained"),
        flag("Custom"),
        integer("MaxLength"),
        to("TypeDefinition", "TypeDefinition").seenFrom("Attributes"));
    add(
        "AllowedAttributeValue",
        Place.WORKSPACE,
        text("StringValue", NAME),
        integer("ValueIndex"),
        to("AttributeDefinition", "AttributeDefinition").seenFrom("AllowedValues"));
    put(new Type("Tag", "Tag", "", Place.WORKSPACE, true, common(text("Name", NAME).needed())));
    put(
        new Type(
            "ConversationPost",
            "Conversation Post",
            "",
            Place.PROJECT,
            true,
            common(
                text("Text", TEXT).needed(),
                integer("PostNumber").fixed(),
                to("User", "User").fixed(),
                to("Artifact", ARTIFACT).needed().seenFrom("Discussion"))));
    put(new Type(ARTIFACT, ARTIFACT, "", Place.PROJECT, false, artifact()));
    artifact(
        "HierarchicalRequirement",
        "US",
        state("ScheduleState", SCHEDULE_STATES),
        quantity("PlanEstimate"),
        text("Package", NAME),
        flag("Expedite"),
        to("Parent", "HierarchicalRequirement").seenFrom("Children"));
    artifact(
        "Task",
        "TA",
        state("State", TASK_STATES),
        quantity("Estimate"),
        quantity("ToDo"),
        quantity("Actuals"),
        integer("TaskIndex"),
        to("WorkProduct", ARTIFACT).needed().seenFrom("Tasks"));
    artifact(
        "Defect",
        "DE",
        state("State", DEFECT_STATES),
        state("ScheduleState", SCHEDULE_STATES),
        text("Priority", NAME),
        text("Severity", NAME),
        to("Requirement", "HierarchicalRequirement").seenFrom("Defects"));
    inverses();
  }

  private void artifact(String name, String prefix, Attribute... more) {
    List<Attribute> own = artifact();
    own.addAll(Arrays.asList(more));
    put(new Type(name, label(name), prefix, Place.PROJECT, true, own));
  }

  private static List<Attribute> artifact() {
    return common(
        text("FormattedID", NAME).fixed(),
        text("Name", NAME).needed(),
        text("Description", TEXT),
        text("Notes", TEXT),
        to("Owner", "User"),
        to("Project", "Project"),
        collection("Tags", "Tag"),
        flag("Ready"),
        flag("Blocked"),
        text("BlockedReason", NAME));
  }

  private void add(String name, Place place, Attribute... more) {
    put(new Type(name, label(name), "", place, false, common(more)));
  }

  private static List<Attribute> common(Attribute... more) {
    List<Attribute> own =
        new ArrayList<>(
            List.of(
                integer("ObjectID").fixed(),
                text("ObjectUUID", NAME).fixed(),
                text("VersionId", NAME).fixed(),
                date("CreationDate").fixed(),
                date("LastUpdateDate").fixed()));
    own.addAll(Arrays.asList(more));
    if (own.stream().noneMatch(attribute -> attribute.is("Subscription"))) {
      own.add(to("Subscription", "Subscription").fixed());
    }
    if (own.stream().noneMatch(attribute -> attribute.is("Workspace"))) {
      own.add(to("Workspace", "Workspace"));
    }
    return own;
  }

  /** Each object that can be looked at from the other side makes a collection there. */
  private void inverses() {
    for (Type type : List.copyOf(types.values())) {
      for (Attribute attribute : type.own()) {
        if (attribute.inverse() == null || attribute.object() == null) {
          continue;
        }
        for (Type target : targets(attribute.object())) {
          put(target.with(collection(attribute.inverse(), type.name()).fixed()));
        }
      }
    }
  }

  private List<Type> targets(String name) {
    return name.equals(ARTIFACT) ? artifacts().toList() : List.of(type(name));
  }

  Stream<Type> artifacts() {
    return types.values().stream().filter(Type::formatted);
  }

  private static String label(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
  }

  synchronized void put(Type type) {
    Map<String, Type> more = new LinkedHashMap<>(types);
    more.put(type.path(), type);
    types = more;
  }

  Collection<Type> types() {
    return types.values();
  }

  /** Of any case, as in a path. */
  Optional<Type> find(String name) {
    return Optional.ofNullable(types.get(name.toLowerCase(Locale.ROOT)));
  }

  Type type(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("Rally has no type " + name));
  }
}
