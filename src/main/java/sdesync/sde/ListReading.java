package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;
import sdesync.sde.IntegrationList.RefusedItem;

/**
 * The reading of one list that goes on: its pages are asked for one after the other, and what is
 * worth keeping of each item is collected here. Where a dialect has a list for each kind, they are
 * read one after the other as if they were one. For one thread, but for how far it has come.
 */
public final class ListReading {
  private final @Nullable Long project;
  private final Access access;
  private final Ours ours;
  private final List<Part> parts;
  private final Shared shared = new Shared();

  /** By id, the number of the list that had it. */
  private final Map<Long, Integer> ids = new HashMap<>();

  private final List<Integration> integrations = new ArrayList<>();
  private final List<RefusedItem> refused = new ArrayList<>();
  private final Set<String> unread = new LinkedHashSet<>();
  private int at;
  private int leftToServer;

  /**
   * One of the lists.
   *
   * @param needed without it there is nothing to rely on; the others may be closed to the token
   */
  record Part(ItemForm form, Paging paging, boolean needed) {}

  /**
   * @param project whose list it is; null for all projects
   */
  ListReading(@Nullable Long project, Access access, Ours ours, List<Part> parts) {
    this.project = project;
    this.access = access;
    this.ours = ours;
    this.parts = List.copyOf(parts);
  }

  /** Whether there is a page to ask for. */
  public boolean isMore() {
    return at < parts.size();
  }

  /** How many items were read so far; any thread may ask. */
  public long items() {
    return parts.stream().mapToLong(part -> part.paging().items()).sum();
  }

  /** How many SD Elements says there are; null when it does not say. Any thread may ask. */
  public @Nullable Long expected() {
    long all = 0;
    for (Part part : parts) {
      Long count = part.paging().count();
      if (count == null) {
        return null;
      }
      all += count;
    }
    return all;
  }

  Access access() {
    return access;
  }

  /** The paging of the list that is read now, or that was read last. */
  Paging paging() {
    return part().paging();
  }

  private Part part() {
    return parts.get(Math.min(at, parts.size() - 1));
  }

  /** Takes one item of a page. */
  boolean item(JsonParser json) throws IOException {
    OutlineReader outline = new OutlineReader(shared);
    ParamsReader params = access.seesParams() ? outline : ParamsReader.NONE;
    var item = new ItemReader(params, shared, part().form());
    item.read(json);
    paging().counted();
    Long id = item.id();
    Integer inList = id == null ? null : ids.putIfAbsent(id, at);
    if (inList != null && inList == at) {
      throw new BadList("it holds the id " + id + " twice");
    }
    if (inList != null) {
      refused.add(new RefusedItem(null, inTwoLists(id)));
    } else if (item.invalid().isPresent()) {
      refused.add(new RefusedItem(id, item.invalid().get()));
    } else {
      keep(item.integration(outline.outline()), item);
    }
    return true;
  }

  private String inTwoLists(@Nullable Long id) {
    return "there is one of type "
        + part().form().type()
        + " with the id "
        + id
        + " of another type's; only the other can be run";
  }

  private void keep(Integration integration, ItemReader read) {
    if (!ours.asked(integration, read)) {
      return;
    }
    if (ours.leftToServer(integration)) {
      leftToServer++;
    } else {
      integrations.add(integration);
    }
  }

  /** A page was read to its end, perhaps the last one of its list. */
  void turned() {
    if (!paging().more()) {
      at++;
    }
  }

  /** Whether a refusal of the list that is asked for now leaves the others to be relied on. */
  boolean canPassOver() {
    return !part().needed() && !paging().begun();
  }

  /** Whether it is no project's list: that it is not there is not for want of the project. */
  boolean isOfAll() {
    return part().form().project() == null;
  }

  /** Leaves the list out that is asked for now; its integrations stay as they are known. */
  void passOver() {
    String type = part().form().type();
    if (type != null) {
      unread.add(type);
    }
    at++;
  }

  /**
   * @throws IllegalStateException when there are more pages
   */
  IntegrationList list() {
    if (isMore()) {
      throw new IllegalStateException("the list is not read to its end");
    }
    return new IntegrationList(
        project, access.seesParams(), integrations, refused, unread, leftToServer);
  }
}
