package sdesync.page;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sdesync.integration.Integration;
import sdesync.ops.Board.Row;

/**
 * Which integrations are shown, in which order, from the URL and back into it. Empty texts mean
 * any; what makes no sense finds nothing, and is no error.
 *
 * @param text words that all occur in alias, system, command, type, target, project or id
 * @param page from 1
 */
public record Filter(
    String text,
    String system,
    String type,
    String frequency,
    String project,
    Standing standing,
    Sorting sorting,
    int page) {
  private static final int LONGEST = 200;

  static Filter of(Context request) {
    return new Filter(
        given(request, "q"),
        given(request, "system"),
        given(request, "type"),
        given(request, "frequency"),
        given(request, "project"),
        Standing.named(given(request, "state")),
        Sorting.named(given(request, "sort")),
        page(given(request, "page")));
  }

  private static String given(Context request, String name) {
    String value = request.queryParam(name);
    String clean = value == null ? "" : value.strip();
    return clean.substring(0, Math.min(LONGEST, clean.length()));
  }

  private static int page(String text) {
    return text.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(text) : 1;
  }

  /** Whether an integration is meant. */
  Predicate<Row> test() {
    List<String> words =
        Pattern.compile("\\s+").splitAsStream(text.toLowerCase(Locale.ROOT)).toList();
    return row -> matches(row) && (text.isEmpty() || words.stream().allMatch(said(row)::contains));
  }

  private boolean matches(Row row) {
    Integration one = row.integration();
    return standing.matches(row)
        && (system.isEmpty() || system.equals(one.system()))
        && (type.isEmpty() || type.equals(one.type()))
        && (frequency.isEmpty() || frequency.equals(one.frequency()))
        && (project.isEmpty() || project.equals(String.valueOf(one.projectId())));
  }

  private static String said(Row row) {
    Integration one = row.integration();
    return String.join(
            "\n",
            one.alias(),
            one.system(),
            one.command(),
            one.type(),
            String.valueOf(one.target()),
            "project " + one.projectId(),
            Long.toString(one.id()))
        .toLowerCase(Locale.ROOT);
  }

  public Filter to(int otherPage) {
    return new Filter(text, system, type, frequency, project, standing, sorting, otherPage);
  }

  /** The same list in another order: that of the column, or back to front when it is so already. */
  public Filter by(Sorting.Column column) {
    return new Filter(text, system, type, frequency, project, standing, sorting.by(column), 1);
  }

  /** Everything that stands so. */
  public static Filter of(Standing standing) {
    return new Filter("", "", "", "", "", standing, Sorting.USUAL, 1);
  }

  /** Where it is shown; names only what differs from the usual. */
  public String url() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("q", text);
    query.put("system", system);
    query.put("type", type);
    query.put("frequency", frequency);
    query.put("project", project);
    query.put("state", standing.word());
    query.put("sort", sorting.word());
    query.put("page", page == 1 ? "" : Integer.toString(page));
    return address("/", query);
  }

  /** That path with those parameters that say something. */
  static String address(String path, Map<String, String> query) {
    String text =
        query.entrySet().stream()
            .filter(one -> !one.getValue().isEmpty())
            .map(
                one ->
                    one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return text.isEmpty() ? path : path + "?" + text;
  }
}
