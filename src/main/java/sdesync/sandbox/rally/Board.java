package sdesync.sandbox.rally;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import sdesync.sandbox.wire.Answer;

/** The stories and tasks as a page for people, at the root of the port. */
final class Board {
  private final Items items;

  Board(Items items) {
    this.items = items;
  }

  Answer page() {
    var rows = new StringBuilder();
    Stream.concat(items.of("HierarchicalRequirement"), items.of("Task"))
        .sorted(Comparator.comparing(Item::id))
        .forEach(item -> row(rows, item));
    return Answer.text(
        200,
        "text/html;charset=utf-8",
        """
        <!DOCTYPE html><html lang="en"><head><title>The sandbox's Rally</title>
        <style>body{font:15px sans-serif;margin:2em}td,th{text-align:left;padding:.2em 1em}</style>
        </head><body><h1>Stories and tasks</h1>
        <table><tr><th>id</th><th>name</th><th>state</th><th>project</th><th>tags</th><th>object</th></tr>
        """
            + rows
            + "</table></body></html>\n");
  }

  private void row(StringBuilder rows, Item item) {
    rows.append("<tr>");
    cell(rows, item.text("FormattedID"));
    cell(rows, item.name());
    cell(rows, item.text(item.type().equals("Task") ? "State" : "ScheduleState"));
    cell(rows, items.find(item.ref("Project")).map(Item::name).orElse(""));
    cell(
        rows,
        String.join(
            ", ",
            item.ids("Tags").stream()
                .flatMap(id -> items.find(id).stream())
                .map(Item::name)
                .toList()));
    cell(rows, Shape.ROOT + item.type().toLowerCase(Locale.ROOT) + "/" + item.id());
    rows.append("</tr>\n");
  }

  private static void cell(StringBuilder rows, String text) {
    String safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    rows.append("<td>").append(safe).append("</td>");
  }
}
