package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdesync.http.WireServer;
import sdesync.integration.Integration;

/** Pages that add up to a list, and pages that do not. */
class PagesTest {
  private static WireServer server;
  private static PollRig rig;

  @BeforeAll
  static void start() throws Exception {
    server = new WireServer();
    rig = new PollRig(PollRig.both(server.url()));
  }

  @AfterAll
  static void stop() throws IOException {
    rig.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    rig.forget();
    server.forget();
  }

  private static String page(String rest, long... ids) {
    var items = new StringBuilder();
    for (long id : ids) {
      items
          .append(items.isEmpty() ? "" : ",")
          .append("{\"id\":")
          .append(id)
          .append(",\"command\":\"c\"}");
    }
    return "{\"results\":[" + items + "]" + rest + "}";
  }

  /** The first request gets the first page, every other the second. */
  private static void pages(String first, String second) {
    server.answer(
        (head, out) ->
            WireServer.write(
                out, "200 OK", "application/json", head.contains("page=2") ? second : first));
  }

  private static String next(String query) {
    return ",\"next\":\"" + server.url() + "/api/v2/integrations/?" + query + "\"";
  }

  private static void fails(String words) {
    assertThat(rig.failure()).hasMessageContaining(words);
  }

  @Test
  void two_pages_are_one_list() {
    pages(page(next("page=2") + ",\"count\":3", 1, 2), page(",\"next\":null,\"count\":3", 3));
    assertThat(rig.list().integrations()).extracting(Integration::id).containsExactly(1L, 2L, 3L);
    assertThat(server.targets())
        .containsExactly(
            "/api/v2/integrations/?page_size=100&include=params",
            "/api/v2/integrations/?page=2&include=params");
    ListReading reading = rig.polls.readings.get(0);
    assertThat(List.of(reading.items(), reading.expected())).containsExactly(3L, 3L);
  }

  @Test
  void count_and_next_may_be_missing_as_in_the_api_document() {
    server.json(page("", 1));
    assertThat(rig.list().integrations()).hasSize(1);
  }

  @Test
  void next_may_name_an_inner_scheme_and_port_for_only_path_and_query_are_used() {
    pages(page(",\"next\":\"https://127.0.0.1:1/api/v2/integrations/?page=2\"", 1), page("", 2));
    assertThat(rig.list().integrations()).hasSize(2);
  }

  @Test
  void next_may_be_relative() {
    pages(page(",\"next\":\"?page=2\"", 1), page("", 2));
    assertThat(rig.list().integrations()).hasSize(2);
  }

  @Test
  void next_to_another_host_is_refused_and_not_asked() {
    pages(page(",\"next\":\"http://evil.example/api/v2/integrations/?page=2\"", 1), page("", 2));
    fails("its \"next\" leads to another host (evil.example)");
    assertThat(server.heads()).hasSize(1);
  }

  @Test
  void next_with_a_user_or_without_a_scheme_to_another_host_is_refused() {
    for (String url : List.of("//evil.example/x", "http://127.0.0.1@evil.example/", "mailto:x")) {
      server.json(page(",\"next\":\"" + url + "\"", 1));
      fails("leads to another host");
    }
  }

  @Test
  void next_that_is_no_url_is_refused() {
    server.json(page(",\"next\":\"http://[\"", 1));
    fails("its \"next\" is not a URL");
  }

  @Test
  void next_that_names_options_of_camel_or_placeholders_steers_nothing() {
    pages(
        page(next("page=2&httpMethod=DELETE&proxyHost=evil&x=%7B%7Bsde.origin%7D%7D"), 1),
        page("", 2));
    assertThat(rig.list().integrations()).hasSize(2);
    assertThat(server.heads().get(1))
        .startsWith(
            "GET /api/v2/integrations/?page=2&httpMethod=DELETE&proxyHost=evil"
                + "&x=%7B%7Bsde.origin%7D%7D&include=params HTTP/1.1\r\n");
  }

  @Test
  void a_page_that_repeats_is_refused() {
    pages(page(next("page=2"), 1), page(next("page=2"), 2));
    fails("leads to a page that was read before");
    assertThat(server.heads()).hasSize(2);
  }

  @Test
  void pages_without_items_do_not_go_on_for_ever() {
    server.json(page(next("page=3")));
    fails("a page without items names a next one");
  }

  @Test
  void an_id_twice_is_refused() {
    pages(page(next("page=2"), 1, 2), page("", 2));
    fails("it holds the id 2 twice");
  }

  @Test
  void a_count_that_differs_from_the_items_is_refused() {
    server.json(page(",\"count\":3", 1, 2));
    fails("its \"count\" is 3, but it has 2 items");
  }

  @Test
  void a_count_that_changes_is_refused() {
    pages(page(next("page=2") + ",\"count\":2", 1), page(",\"count\":3", 2));
    fails("its \"count\" changed from 2 to 3");
  }

  @Test
  void more_items_than_the_count_are_refused() {
    pages(page(next("page=2") + ",\"count\":1", 1), page(",\"count\":1", 2));
    fails("its \"count\" is 1, but it has more items");
  }

  @Test
  void a_count_or_next_of_another_kind_is_refused() {
    for (String rest :
        List.of(
            ",\"count\":\"2\"",
            ",\"count\":-1",
            ",\"count\":1.5",
            ",\"count\":null",
            ",\"count\":99999999999999999999",
            ",\"count\":1,\"count\":1")) {
      server.json(page(rest, 1));
      fails("its \"count\" is not one whole number");
    }
    for (String rest : List.of(",\"next\":5", ",\"next\":[]", ",\"next\":null,\"next\":null")) {
      server.json(page(rest, 1));
      fails("its \"next\" is neither one URL nor null");
    }
  }

  @Test
  void each_project_is_a_list_of_its_own_and_one_that_fails_keeps_no_other() {
    server.answer(
        (head, out) ->
            head.contains("/projects/7/")
                ? WireServer.write(out, "500 Oops", "application/json", "{}")
                : WireServer.write(out, "200 OK", "application/json", page("", 1)));
    var reports = rig.poll(new sdesync.catalog.PollScope(7L), new sdesync.catalog.PollScope(8L));
    assertThat(reports.toArray()).containsExactly("failed 7", "accepted 8");
    assertThat(rig.catalog.lists.get(0).project()).isEqualTo(8L);
    assertThat(rig.catalog.lists.get(0).integrations().get(0).projectId()).isEqualTo(8L);
    assertThat(server.targets().get(0)).startsWith("/api/v2/projects/7/integrations/?");
  }
}
