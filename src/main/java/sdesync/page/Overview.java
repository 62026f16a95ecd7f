package sdesync.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import sdesync.integration.Integration;
import sdesync.ops.Board;
import sdesync.ops.Board.Row;
import sdesync.ops.Board.Snapshot;
import sdesync.ops.IntegrationQuery;
import sdesync.ops.IntegrationView;
import sdesync.ops.Operations;
import sdesync.ops.Selector;
import sdesync.ops.StatusView;
import sdesync.ops.StatusView.Attention;
import sdesync.ops.Timeline;
import sdesync.store.Glances.Ended;

/**
 * The first screen.
 *
 * @param attention what needs a human, the first few
 * @param counts how many integrations stand so
 * @param choices what the filters offer
 * @param lines the integrations of this page
 * @param found how many there are on all pages
 */
public record Overview(
    StatusView status,
    List<Attention> attention,
    Map<Standing, Long> counts,
    Timeline timeline,
    Filter filter,
    Choices choices,
    List<Line> lines,
    int found) {
  public static final int PER_PAGE = 50;
  private static final int FIRST = 5;
  private static final int STRIP = 20;

  /** The words that occur. */
  public record Choices(
      Collection<String> systems, Collection<String> types, Collection<String> frequencies) {}

  /**
   * One row of the table.
   *
   * @param ended its newest outcomes, newest first
   */
  public record Line(Row row, IntegrationView integration, List<Ended> ended) {}

  static Overview of(Board board, Operations operations, Filter asked) {
    Snapshot snapshot = board.snapshot();
    List<Row> found =
        snapshot.rows().stream().filter(asked.test()).sorted(asked.sorting().order()).toList();
    Filter filter = asked.to(Math.min(asked.page(), pages(found.size())));
    List<Row> shown = found.stream().skip((filter.page() - 1L) * PER_PAGE).limit(PER_PAGE).toList();
    return new Overview(
        snapshot.status(),
        snapshot.status().attention().stream().limit(FIRST).toList(),
        counts(snapshot.rows()),
        board.timeline(),
        filter,
        choices(snapshot.rows()),
        lines(board, operations, shown),
        found.size());
  }

  private static int pages(int found) {
    return Math.max(1, (found + PER_PAGE - 1) / PER_PAGE);
  }

  private static Map<Standing, Long> counts(List<Row> rows) {
    return List.of(Standing.values()).stream()
        .collect(
            Collectors.toMap(
                Function.identity(), one -> rows.stream().filter(one::matches).count()));
  }

  private static Choices choices(List<Row> rows) {
    return new Choices(
        distinct(rows, Integration::system),
        distinct(rows, Integration::type),
        distinct(rows, Integration::frequency));
  }

  private static Collection<String> distinct(List<Row> rows, Function<Integration, String> of) {
    var distinct = new TreeSet<String>();
    rows.forEach(row -> distinct.add(of.apply(row.integration())));
    return distinct;
  }

  private static List<Line> lines(Board board, Operations operations, List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Long> ids = rows.stream().map(Row::id).toList();
    Map<Long, IntegrationView> views =
        operations
            .integrations(new IntegrationQuery(Selector.ofIds(ids), ids.size(), null))
            .results()
            .stream()
            .collect(Collectors.toMap(IntegrationView::id, Function.identity()));
    Map<Long, List<Ended>> ended = board.ended(ids, STRIP);
    var lines = new ArrayList<Line>();
    for (Row row : rows) {
      IntegrationView view = views.get(row.id());
      if (view != null) {
        lines.add(new Line(row, view, ended.getOrDefault(row.id(), List.of())));
      }
    }
    return lines;
  }

  public long count(Standing standing) {
    return counts.getOrDefault(standing, 0L);
  }

  public int pages() {
    return pages(found);
  }

  /** The place of the first one shown, from 1. */
  public int from() {
    return (filter.page() - 1) * PER_PAGE + 1;
  }
}
