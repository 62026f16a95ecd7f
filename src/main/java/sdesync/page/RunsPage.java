package sdesync.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.history.RunState;
import sdesync.ops.Page;
import sdesync.ops.RunQuery;
import sdesync.ops.RunView;

/** The history, newest first. */
public record RunsPage(RunQuery query, Page<RunView> page) {

  public String state() {
    RunState state = query.state();
    return state == null ? "" : state.wireName();
  }

  public String integration() {
    Long id = query.integration();
    return id == null ? "" : id.toString();
  }

  /** Where the older ones are; null when there are none. */
  public @Nullable String older() {
    String cursor = page.cursor();
    if (cursor == null) {
      return null;
    }
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("state", state());
    asked.put("integration", integration());
    asked.put("cursor", cursor);
    return Filter.address("/runs", asked);
  }
}
