package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;
import sdesync.sde.IntegrationList.RefusedItem;

/**
 * The reading of one list that goes on: its pages are asked for one after the other, and what is
 * worth keeping of each item is collected here. For one thread.
 */
public final class ListReading {
  private final @Nullable Long project;
  private final Access access;
  private final Filters filters;
  private final Paging paging;
  private final Shared shared = new Shared();
  private final Set<Long> ids = new HashSet<>();
  private final List<Integration> integrations = new ArrayList<>();
  private final List<RefusedItem> refused = new ArrayList<>();

  ListReading(@Nullable Long project, Access access, Filters filters, Paging paging) {
    this.project = project;
    this.access = access;
    this.filters = filters;
    this.paging = paging;
  }

  /** Whether there is a page to ask for. */
  public boolean isMore() {
    return paging.more();
  }

  Access access() {
    return access;
  }

  Paging paging() {
    return paging;
  }

  /** Takes one item of a page. */
  boolean item(JsonParser json) throws IOException {
    OutlineReader outline = new OutlineReader(shared);
    var item = new ItemReader(access.seesParams() ? outline : ParamsReader.NONE, shared, project);
    item.read(json);
    paging.counted();
    Long id = item.id();
    if (id != null && !ids.add(id)) {
      throw new BadList("it holds the id " + id + " twice");
    }
    item.invalid()
        .ifPresentOrElse(
            why -> refused.add(new RefusedItem(id, why)),
            () -> keep(item.integration(outline.outline())));
    return true;
  }

  private void keep(Integration integration) {
    if (filters.match(integration)) {
      integrations.add(integration);
    }
  }

  /**
   * @throws IllegalStateException when there are more pages
   */
  IntegrationList list() {
    if (paging.more()) {
      throw new IllegalStateException("the list is not read to its end");
    }
    return new IntegrationList(project, access.seesParams(), integrations, refused);
  }
}
