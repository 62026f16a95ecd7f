package sdesync.rally;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sdesync.sync.Created;
import sdesync.sync.IssueTracker;
import sdesync.sync.NewItem;
import sdesync.sync.PeerFailure;
import sdesync.sync.Search;
import sdesync.sync.Standing;
import sdesync.sync.WorkItem;

/** Rally's stories, or its tasks, as work items. */
final class Rally implements IssueTracker {
  private static final int LONGEST_NAME = 256;

  private final Wsapi wsapi;
  private final RallyParams params;
  private final URI origin;
  private volatile @Nullable Ground ground;
  private volatile @Nullable Tags tags;

  Rally(Wsapi wsapi, RallyParams params, URI origin) {
    this.wsapi = wsapi;
    this.params = params;
    this.origin = origin;
  }

  @Override
  public String name() {
    return "Rally";
  }

  @Override
  public String location() {
    return origin.getRawAuthority().toLowerCase(Locale.ROOT) + "/" + params.workspace();
  }

  @Override
  public int longestTitle() {
    return LONGEST_NAME;
  }

  @Override
  public void open(Depth depth) {
    new Survey(wsapi, params)
        .look(depth)
        .ifPresent(
            found -> {
              ground = found;
              tags = new Tags(wsapi, found.workspace());
            });
  }

  private Ground ground() {
    return Objects.requireNonNull(ground, "open comes first");
  }

  private Tags tags() {
    return Objects.requireNonNull(tags, "open comes first");
  }

  private Items items() {
    return new Items(wsapi, ground(), origin);
  }

  @Override
  public void find(Search search, Consumer<WorkItem> found) {
    new Finding(items(), ground()).find(search, found);
  }

  @Override
  public Created create(NewItem item) {
    Card card = ground().card();
    Html.Text text = Html.of(item.description());
    Map<String, Object> fields = new LinkedHashMap<>();
    item.fields().forEach((field, value) -> fields.put(ground().field(field), value));
    fields.put("Name", harmless(item.title()));
    fields.put("Description", text.html());
    fields.put("Project", ground().project().text());
    fields.put(card.state(), ground().state(item.standing()));
    if (ground().parent() != null) {
      fields.put("WorkProduct", ground().parent().text());
    }
    if (!item.labels().isEmpty()) {
      fields.put("Tags", references(item.labels()));
    }
    if (item.priority() != null) {
      fields.put("Priority", item.priority());
    }
    Envelopes.Content made =
        wsapi.create(
            card.path(),
            Map.of("workspace", ground().workspace().text(), "fetch", items().fetch(false)),
            Envelopes.body(card.element(), fields));
    List<String> notices = new ArrayList<>();
    if (text.cut()) {
      notices.add("The description is longer than Rally takes and was cut.");
    }
    made.warnings().stream()
        .filter(warning -> warning.contains("Ignored"))
        .forEach(warning -> notices.add("Rally says: " + Failures.told(List.of(warning))));
    return new Created(items().created(made.content(), item), notices);
  }

  /** Rally refuses a name in which a tag begins, be it only named. */
  private static String harmless(String title) {
    return title.replaceAll("<(?=\\s*[\\p{L}/!?])", "\u2039");
  }

  private List<Map<String, String>> references(List<String> labels) {
    return tags().of(labels).stream().map(ref -> Map.of("_ref", ref.text())).toList();
  }

  @Override
  public void move(WorkItem item, Standing to) {
    set(item, Map.of(ground().card().state(), ground().state(to)));
  }

  @Override
  public void addLabels(WorkItem item, List<String> labels) {
    try {
      wsapi.update(
          path(item) + "/Tags/add",
          Map.of("workspace", ground().workspace().text(), "fetch", "Name"),
          Envelopes.list("CollectionItems", references(labels)));
    } catch (PeerFailure e) {
      if (e.kind() != PeerFailure.Kind.REFUSED && e.kind() != PeerFailure.Kind.NONSENSE) {
        throw e;
      }
      // A server without such paths takes the whole list.
      List<String> all = new ArrayList<>(item.labels());
      all.addAll(labels);
      set(item, Map.of("Tags", references(all)));
    }
  }

  /** The note goes below the story's own notes, which is one write together with the state. */
  @Override
  public void close(WorkItem item, String note) {
    JsonNode now =
        wsapi.read(path(item), Map.of("workspace", ground().workspace().text(), "fetch", "Notes"));
    String notes = now.path("Notes").asText("");
    String added = Html.paragraph(note);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(ground().card().state(), ground().state(Standing.DONE));
    if (!notes.contains(added) && notes.length() + added.length() <= Html.LONGEST) {
      fields.put("Notes", notes + added);
    }
    set(item, fields);
  }

  private void set(WorkItem item, Map<String, Object> fields) {
    wsapi.update(
        path(item),
        Map.of("workspace", ground().workspace().text(), "fetch", "FormattedID"),
        Envelopes.body(ground().card().element(), fields));
  }

  private String path(WorkItem item) {
    return ground().card().path() + "/" + item.ref();
  }
}
