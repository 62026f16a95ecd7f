package sdesync.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Selects no more of each target than it has room for, so that a full or hanging target never takes
 * a place from another. Full targets are left out before the cut to a window of rows: however many
 * wait for them, the next look sees past them.
 */
final class ClaimQuery {
  private static final int WINDOW = 200;

  private final Capacity capacity;
  private final boolean skipsLocked;
  private final List<String> full = new ArrayList<>();
  private final List<Map.Entry<String, Integer>> partly;

  /**
   * @param skipsLocked takes the rows it looks at, and passes over those another node has taken:
   *     nodes that all look at the same rows would leave all but the first with nothing
   */
  ClaimQuery(Capacity capacity, boolean skipsLocked) {
    this.capacity = capacity;
    this.skipsLocked = skipsLocked;
    var some = new ArrayList<Map.Entry<String, Integer>>();
    for (Map.Entry<String, Integer> target : capacity.freeOf().entrySet()) {
      if (target.getValue() <= 0) {
        full.add(target.getKey());
      } else {
        some.add(target);
      }
    }
    this.partly = Chunks.padded(some);
  }

  /** In the order of the queue. */
  List<ScheduleRow> rows(Handle handle, Instant now) {
    Query query =
        handle
            .createQuery(sql())
            .bind("now", now)
            .bind("window", window())
            .bind("places", capacity.places())
            .bind("perTarget", capacity.perTarget());
    if (!full.isEmpty()) {
      query.bindList("full", full);
    }
    if (!capacity.among().isEmpty()) {
      query.bindList("among", List.copyOf(capacity.among()));
    }
    for (int i = 0; i < partly.size(); i++) {
      query.bind("target" + i, partly.get(i).getKey()).bind("free" + i, partly.get(i).getValue());
    }
    return query.map(ScheduleStore::row).list();
  }

  /** What is locked is hidden from the others: no more than can be taken. */
  private int window() {
    return skipsLocked ? Math.min(WINDOW, capacity.places()) : WINDOW;
  }

  private String sql() {
    return """
    select * from (
      select due.*, row_number() over (
        partition by target order by priority desc, next_at, integration_id) as place
      from (%s) due
    ) ranked
    where target is null or place <= %s
    order by priority desc, next_at, integration_id limit :places
    """
        .formatted(
            capacity.requestedOnly() ? first(1) : first(1) + " union all " + first(0), room());
  }

  // In the order of the index, priority by priority: read that way, it ends at the cut, however
  // many are due. No condition on the owner: a row that runs has next_at 9999, and the index on
  // node would tempt a planner away from this one.
  private String first(int priority) {
    return """
    select * from (
      select * from schedule
      where priority = %d and next_at <= :now %s %s
      order by priority, next_at, integration_id limit :window %s) priority%d
    """
        .formatted(
            priority,
            full.isEmpty() ? "" : "and (target is null or target not in (<full>))",
            capacity.among().isEmpty() ? "" : "and integration_id in (<among>)",
            skipsLocked ? "for update skip locked" : "",
            priority);
  }

  private String room() {
    if (partly.isEmpty()) {
      return "cast(:perTarget as integer)";
    }
    var cases = new StringBuilder("case target");
    for (int i = 0; i < partly.size(); i++) {
      cases.append(" when :target").append(i).append(" then cast(:free").append(i);
      cases.append(" as integer)");
    }
    return cases.append(" else cast(:perTarget as integer) end").toString();
  }
}
