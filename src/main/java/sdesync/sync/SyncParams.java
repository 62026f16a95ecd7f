package sdesync.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.sync.IssueTracker.Depth;

/**
 * What an integration's params say of the sync itself; what they say of the tracker its {@link
 * TrackerKind} reads.
 *
 * @param standard whether statuses are kept in step; if not, items are only made
 * @param label which every item carries; empty for none
 * @param fields of new items
 * @param lookup further conditions on items found by their title
 * @param connection under which references are left; null for the integration's id
 * @param test how far the tracker is to be tried, and no more; null for a sync
 */
record SyncParams(
    Scope scope,
    TitleFormat titles,
    ConflictPolicy policy,
    boolean standard,
    boolean howTos,
    String label,
    Map<String, Object> fields,
    Map<String, Object> lookup,
    PriorityMap priorities,
    @Nullable Long connection,
    @Nullable Depth test) {

  static SyncParams read(ParamReader params) {
    params.ignore("show_progress", "session_capture_socket");
    if (params.flag("start_fresh", false)) {
      params.problem("start_fresh", "is true; this worker deletes no items: set it to false");
    }
    Names names = Names.read(params);
    return new SyncParams(
        Scope.read(params),
        TitleFormat.read(params, names),
        ConflictPolicy.read(params),
        params.flag("alm_standard_workflow", true),
        params.flag("how_tos_in_scope", false),
        params.text("alm_issue_label", "SD-Elements"),
        filled(params.object("alm_custom_fields"), names),
        filled(params.object("alm_custom_lookup_fields"), names),
        PriorityMap.read(params),
        connection(params),
        test(params));
  }

  private static Map<String, Object> filled(Map<String, Object> fields, Names names) {
    var filled = new LinkedHashMap<String, Object>();
    fields.forEach((field, value) -> filled.put(field, names.fill(value)));
    return filled;
  }

  private static @Nullable Long connection(ParamReader params) {
    String key = "alm_reference_context";
    String text = params.text(key, "");
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("\\d{1,18}")) {
      params.problem(key, "is " + ParamReader.shown(text) + "; it is the id of a connection");
      return null;
    }
    return Long.valueOf(text);
  }

  private static @Nullable Depth test(ParamReader params) {
    String key = "test_alm";
    if (params.text(key, "").isEmpty()) {
      return null;
    }
    return switch (params.word(key, "settings", List.of("server", "project", "settings"))) {
      case "server" -> Depth.SERVER;
      case "project" -> Depth.PROJECT;
      default -> Depth.SETTINGS;
    };
  }

  /** The labels an item of the task has to carry. */
  List<String> labels(Task task) {
    var labels = new ArrayList<String>();
    if (!label.isEmpty()) {
      labels.add(label);
    }
    task.tags().stream().map(Texts::oneLine).filter(tag -> !tag.isEmpty()).forEach(labels::add);
    return labels.stream().distinct().toList();
  }
}
