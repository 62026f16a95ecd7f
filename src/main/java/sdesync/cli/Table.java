package sdesync.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Aligned columns. Cells are made printable; the widest are cut when a line would not fit. */
final class Table {
  private static final int LEAST = 8;
  private static final String GAP = "  ";

  private final List<String> titles;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** Text, and how it is painted once it is cut and padded. */
  record Cell(String text, UnaryOperator<String> paint) {
    static Cell of(String text) {
      return new Cell(text, t -> t);
    }
  }

  Table(String... titles) {
    this.titles = List.of(titles);
  }

  void row(Cell... cells) {
    rows.add(
        Arrays.stream(cells).map(c -> new Cell(Printable.inLine(c.text()), c.paint())).toList());
  }

  /** The lines, in at most {@code width} columns where that can be. */
  String lines(int width, Paint paint) {
    int[] widths = fitted(width);
    var lines = new StringBuilder();
    line(lines, titles.stream().map(title -> new Cell(title, paint::dim)).toList(), widths);
    rows.forEach(row -> line(lines, row, widths));
    return lines.toString();
  }

  private int[] fitted(int width) {
    int[] widths = titles.stream().mapToInt(Printable::width).toArray();
    for (List<Cell> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], Printable.width(row.get(i).text()));
      }
    }
    int room = width - GAP.length() * (widths.length - 1);
    while (Arrays.stream(widths).sum() > room) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= LEAST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static void line(StringBuilder lines, List<Cell> cells, int[] widths) {
    for (int i = 0; i < cells.size(); i++) {
      String text = Printable.fit(cells.get(i).text(), widths[i]);
      boolean last = i == cells.size() - 1;
      lines.append(cells.get(i).paint().apply(text));
      lines.append(last ? "" : " ".repeat(widths[i] - Printable.width(text)) + GAP);
    }
    lines.append('\n');
  }
}
