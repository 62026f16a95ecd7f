package sdesync.sandbox.rally;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sdesync.sandbox.wire.Api;

/** The sandbox's Rally as tests and the demo see it: what is in it, and how to change it. */
public final class Rally {
  public static final String USER = "rally_user";
  public static final String PASSWORD = "rally_password";

  /** Of {@link #USER}. */
  public static final String API_KEY = "_sandbox-api-key";

  /** Of {@link #USER}, for reading alone. */
  public static final String READ_ONLY_KEY = "_sandbox-read-only-key";

  /** A user who may look and not touch, with {@link #PASSWORD}. */
  public static final String VIEWER = "rally_viewer";

  public static final String WORKSPACE = "Rally Workspace";
  public static final String PROJECT = "Rally Project";

  /** Rally slows a user down above so many requests at once. */
  public static final int AT_ONCE = 12;

  private final Schema schema = new Schema();
  private final Items items;
  private final Access access = new Access();
  private final Set<Long> workspaces = new LinkedHashSet<>();
  private final Item subscription;
  private final Wsapi wsapi;

  public Rally(InstantSource clock) {
    items = new Items(schema, clock);
    wsapi = new Wsapi(items, schema, access);
    subscription = items.create(schema.type("Subscription"), Map.of("Name", "Sandbox"));
    long other = addWorkspace("Other Workspace");
    addProject("Other Workspace", PROJECT, 0);
    long own = addWorkspace(WORKSPACE);
    long project = addProject(WORKSPACE, PROJECT, 0);
    addProject(WORKSPACE, "Other Project", 0);
    // The user's own place is another one than the integration's, as it may be in real life.
    Set<Long> seen = new LinkedHashSet<>(List.of(other, own));
    long elsewhere = items.of("Project").findFirst().map(Item::id).orElse(project);
    addUser(USER, seen, elsewhere, true);
    addUser(VIEWER, seen, elsewhere, false);
    access.addKey(API_KEY, USER, false);
    access.addKey(READ_ONLY_KEY, USER, true);
  }

  /** What is served. */
  public Api api() {
    return wsapi;
  }

  /**
   * A story, task or defect.
   *
   * @param id as in its {@code _ref}
   * @param state its {@code ScheduleState}, a task's {@code State}
   */
  public record WorkItem(
      long id,
      String formattedId,
      String name,
      String description,
      String state,
      String project,
      List<String> tags) {}

  public List<WorkItem> stories() {
    return workItems("HierarchicalRequirement");
  }

  public List<WorkItem> tasks() {
    return workItems("Task");
  }

  private List<WorkItem> workItems(String type) {
    return items.of(type).map(this::workItem).toList();
  }

  private WorkItem workItem(Item item) {
    return new WorkItem(
        item.id(),
        item.text("FormattedID"),
        item.name(),
        item.text("Description"),
        item.text(stateField(item)),
        items.find(item.ref("Project")).map(Item::name).orElse(""),
        item.ids("Tags").stream().flatMap(id -> items.find(id).stream()).map(Item::name).toList());
  }

  private static String stateField(Item item) {
    return item.type().equals("Task") ? "State" : "ScheduleState";
  }

  /** The texts of a work item's discussion, oldest first. */
  public List<String> discussion(String formattedId) {
    return find(formattedId).ids("Discussion").stream()
        .flatMap(id -> items.find(id).stream())
        .map(post -> post.text("Text"))
        .toList();
  }

  /** The notes field of a work item, as HTML. */
  public String notes(String formattedId) {
    return find(formattedId).text("Notes");
  }

  /** As a developer does who has finished it. */
  public void closeStory(String formattedId) {
    setState(formattedId, "Accepted");
  }

  /** Sets a state that is one of the allowed. */
  public void setState(String formattedId, String state) {
    Item item = find(formattedId);
    items.change(item, Map.of(stateField(item), state));
  }

  public void rename(String formattedId, String name) {
    items.change(find(formattedId), Map.of("Name", name));
  }

  public void remove(String formattedId) {
    items.remove(find(formattedId));
  }

  private Item find(String formattedId) {
    return items
        .of("HierarchicalRequirement")
        .filter(item -> item.text("FormattedID").equals(formattedId))
        .findFirst()
        .or(
            () ->
                items
                    .of("Task")
                    .filter(item -> item.text("FormattedID").equals(formattedId))
                    .findFirst())
        .orElseThrow(() -> new IllegalArgumentException("Rally has no " + formattedId));
  }

  /** A story somebody made by hand in that project. */
  public WorkItem addStory(long project, String name, String description) {
    Account account = new Account("", "", 0, workspaces, project, true);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Name", name);
    if (!description.isEmpty()) {
      fields.put("Description", description);
    }
    Type type = schema.type("HierarchicalRequirement");
    return workItem(items.create(type, new Placing(items, account).complete(type, fields)));
  }

  /** The id of the project of that name in that workspace. */
  public long project(String workspace, String name) {
    return items
        .of("Project")
        .filter(item -> item.name().equals(name))
        .filter(item -> item.ref("Workspace") == workspace(workspace))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Rally has no project " + name))
        .id();
  }

  private long workspace(String name) {
    return items
        .of("Workspace")
        .filter(item -> item.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Rally has no workspace " + name))
        .id();
  }

  public long addWorkspace(String name) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Name", name);
    fields.put("State", "Open");
    fields.put("Subscription", new Item.Ref(subscription.id()));
    long id = items.create(schema.type("Workspace"), fields).id();
    workspaces.add(id);
    new Definitions(items, schema).define(id, subscription.id());
    return id;
  }

  /**
   * @param parent the id of another project; 0 for none
   */
  public long addProject(String workspace, String name, long parent) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Name", name);
    fields.put("State", "Open");
    fields.put("Workspace", new Item.Ref(workspace(workspace)));
    fields.put("Subscription", new Item.Ref(subscription.id()));
    if (parent != 0) {
      fields.put("Parent", new Item.Ref(parent));
    }
    return items.create(schema.type("Project"), fields).id();
  }

  /**
   * A field of the subscription's own.
   *
   * @param name begins with {@code c_}
   * @param allowed values; empty when any text goes
   */
  public void addCustomField(String type, String name, List<String> allowed) {
    Attribute field = Attribute.text(name, Schema.NAME).allowing(allowed);
    schema.put(schema.type(type).with(field));
    define();
  }

  /** Other states of stories and defects than the usual ones, in their order. */
  public void setScheduleStates(List<String> states) {
    for (String type : List.of("HierarchicalRequirement", "Defect")) {
      schema.put(schema.type(type).with(Attribute.state("ScheduleState", states)));
    }
    define();
  }

  private void define() {
    var definitions = new Definitions(items, schema);
    definitions.forget();
    workspaces.forEach(workspace -> definitions.define(workspace, subscription.id()));
  }

  private void addUser(String name, Set<Long> seen, long project, boolean editor) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("UserName", name);
    fields.put("EmailAddress", name + "@sandbox.example.com");
    fields.put("Subscription", new Item.Ref(subscription.id()));
    long id = items.create(schema.type("User"), fields).id();
    access.add(new Account(name, PASSWORD, id, seen, project, editor));
  }

  /** From now on the key is refused, as one that expired. */
  public void expireKey(String key) {
    access.removeKey(key);
  }

  /** Ends every session: cookies and security tokens are worth nothing from now on. */
  public void endSessions() {
    access.endSessions();
  }
}
