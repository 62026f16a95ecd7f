package sdesync.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import sdesync.catalog.PollReport.Refused;
import sdesync.catalog.Reconciliation.Changed;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.sde.IntegrationList.RefusedItem;
import sdesync.store.IntegrationFilter;
import sdesync.store.IntegrationStore;
import sdesync.store.KnownIntegration;
import sdesync.store.Tx;

/**
 * A good list against what is known, inside the reconcile transaction. It reads what is known piece
 * by piece, so that a hundred thousand integrations need no room beside the list itself, and writes
 * nothing.
 */
final class Comparison {
  private static final int PIECE = 1_000;
  private static final int PAGE_OF_IDS = 10_000;

  private final IntegrationStore store;
  private final Tx tx;
  private final Listed listed;

  final List<Integration> added = new ArrayList<>();
  final List<Changed> changed = new ArrayList<>();
  final List<Changed> back = new ArrayList<>();

  /** Had a problem and are listed properly again. */
  final List<Integration> wellAgain = new ArrayList<>();

  /** Unchanged but for what SD Elements says of their runs. */
  final List<Integration> refreshed = new ArrayList<>();

  final List<Refused> refused = new ArrayList<>();

  /** Those of {@link #refused} that are known and whose problem is new. */
  final List<Refused> problems = new ArrayList<>();

  /** Ids that are known, not gone, and not listed; ascending. */
  long[] missing = {};

  /** How many of this list's integrations were known and not gone. */
  int known;

  Comparison(IntegrationStore store, Tx tx, Listed listed) {
    this.store = store;
    this.tx = tx;
    this.listed = listed;
  }

  /**
   * @param project whose list it is; null for all. Integrations of other projects are touched only
   *     when the list names them: they moved
   */
  void of(@Nullable Long project) {
    List<Integration> items = listed.byId();
    for (int from = 0; from < items.size(); from += PIECE) {
      compare(items.subList(from, Math.min(from + PIECE, items.size())));
    }
    List<RefusedItem> bad = listed.refused();
    for (int from = 0; from < bad.size(); from += PIECE) {
      refuse(bad.subList(from, Math.min(from + PIECE, bad.size())));
    }
    findMissing(project);
  }

  private void compare(List<Integration> items) {
    Map<Long, KnownIntegration> before = knownOf(items.stream().map(Integration::id).toList());
    for (Integration item : items) {
      KnownIntegration old = before.get(item.id());
      if (old == null) {
        added.add(listed.complete(item, null));
      } else {
        compare(old, listed.complete(item, old.integration()));
      }
    }
  }

  private void compare(KnownIntegration old, Integration now) {
    List<String> fields = differences(old.integration(), now);
    if (old.isGone()) {
      back.add(new Changed(old.integration(), now, fields));
    } else if (!fields.isEmpty()) {
      changed.add(new Changed(old.integration(), now, fields));
    }
    if (fields.isEmpty() && !Objects.equals(old.integration().server(), now.server())) {
      refreshed.add(now);
    }
    if (old.problem() != null) {
      wellAgain.add(now);
    }
  }

  private void refuse(List<RefusedItem> items) {
    Map<Long, KnownIntegration> before =
        knownOf(items.stream().map(RefusedItem::id).filter(Objects::nonNull).toList());
    for (RefusedItem item : items) {
      KnownIntegration old = item.id() == null ? null : before.get(item.id());
      var refusal = new Refused(item.id(), old != null, item.why());
      refused.add(refusal);
      if (old != null && !Quoted.sentence(item.why()).equals(old.problem())) {
        problems.add(refusal);
      }
    }
  }

  private Map<Long, KnownIntegration> knownOf(List<Long> ids) {
    var known = new HashMap<Long, KnownIntegration>();
    store.find(tx, ids).forEach(one -> known.put(one.id(), one));
    return known;
  }

  private void findMissing(@Nullable Long project) {
    var filter = IntegrationFilter.listedIn(project);
    LongStream.Builder found = LongStream.builder();
    long after = 0;
    List<Long> ids;
    do {
      ids = store.ids(tx, filter, after, PAGE_OF_IDS);
      for (long id : ids) {
        if (!listed.has(id)) {
          found.add(id);
        }
        after = id;
      }
      known += ids.size();
    } while (ids.size() == PAGE_OF_IDS);
    missing = found.build().toArray();
    if (listed.leavesTypesOut()) {
      missing = withoutUnread(missing);
    }
  }

  private long[] withoutUnread(long[] ids) {
    return store.find(tx, LongStream.of(ids).boxed().toList()).stream()
        .filter(one -> !listed.isUnread(one.integration().type()))
        .mapToLong(KnownIntegration::id)
        .sorted()
        .toArray();
  }

  /** The fields that differ, by the API's names. The order of params is none. */
  static List<String> differences(Integration before, Integration now) {
    var fields = new ArrayList<String>();
    differ(fields, "project_id", before.projectId(), now.projectId());
    differ(fields, "system", before.system(), now.system());
    differ(fields, "alias", before.alias(), now.alias());
    differ(fields, "frequency", before.frequency(), now.frequency());
    differ(fields, "command", before.command(), now.command());
    differ(fields, "type", before.type(), now.type());
    if (!Objects.equals(before.params(), now.params())) {
      differ(fields, "params", names(before.params()), names(now.params()));
      differ(fields, "target", before.target(), now.target());
    }
    return fields;
  }

  private static void differ(
      List<String> fields, String name, @Nullable Object before, @Nullable Object now) {
    if (!Objects.equals(before, now)) {
      fields.add(name);
    }
  }

  private static @Nullable Object names(@Nullable ParamsOutline params) {
    return params == null ? null : new HashSet<>(params.names());
  }
}
