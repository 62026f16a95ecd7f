package sdesync.page;

import static java.lang.String.CASE_INSENSITIVE_ORDER;
import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import sdesync.ops.Board.Row;

/** The order of the list. */
public record Sorting(Column column, boolean backwards) {
  static final Sorting USUAL = new Sorting(Column.ALIAS, false);

  /** What it goes by. */
  public enum Column {
    ALIAS,
    PROJECT,
    SYSTEM,
    COMMAND,
    FREQUENCY,
    NEXT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private Comparator<Row> order() {
      return switch (this) {
        case ALIAS -> comparing(row -> row.integration().alias(), CASE_INSENSITIVE_ORDER);
        case PROJECT ->
            comparing(row -> requireNonNullElse(row.integration().projectId(), Long.MAX_VALUE));
        case SYSTEM -> comparing(row -> row.integration().system(), CASE_INSENSITIVE_ORDER);
        case COMMAND -> comparing(row -> row.integration().command());
        case FREQUENCY -> comparing(row -> row.integration().frequency());
        case NEXT -> comparing(row -> requireNonNullElse(row.next(), Instant.MAX));
      };
    }
  }

  static Sorting named(String word) {
    boolean backwards = word.startsWith("-");
    String name = backwards ? word.substring(1) : word;
    return Arrays.stream(Column.values())
        .filter(column -> column.word().equals(name))
        .findFirst()
        .map(column -> new Sorting(column, backwards))
        .orElse(USUAL);
  }

  Sorting by(Column wanted) {
    return new Sorting(wanted, wanted == column && !backwards);
  }

  /** As in the URL; empty for the usual one. */
  String word() {
    return equals(USUAL) ? "" : (backwards ? "-" : "") + column.word();
  }

  /** For {@code aria-sort}. */
  public String aria(Column of) {
    if (of != column) {
      return "none";
    }
    return backwards ? "descending" : "ascending";
  }

  /** Among equals by id. */
  Comparator<Row> order() {
    Comparator<Row> order = column.order();
    return (backwards ? order.reversed() : order).thenComparing(Row::id);
  }
}
