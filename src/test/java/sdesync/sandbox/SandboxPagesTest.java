package sdesync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxPagesTest {
  private static final String ALL = "/api/v2/integrations/";

  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
  private final Asking asking = new Asking(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_page_has_count_and_absolute_links_that_keep_the_query() {
    String second =
        "%s/api/v2/integrations/?include=params&page=2&page_size=1&type=ALM"
            .formatted(sandbox.url());
    String target = ALL + "?type=ALM&page_size=1&include=params";

    JsonNode first = asking.ordinary(target);
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly("count", "next", "previous", "results");
    assertThat(first.get("count").asInt()).isEqualTo(5);
    assertThat(first.get("next").asText()).isEqualTo(second);
    assertThat(first.get("previous").isNull()).isTrue();
    assertThat(first.get("results")).hasSize(1);

    JsonNode next = asking.ordinary(second);
    assertThat(next.get("next").asText()).isEqualTo(second.replace("page=2", "page=3"));
    assertThat(next.get("previous").asText()).isEqualTo(second.replace("page=2&", ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 1000})
  void the_pages_of_any_size_are_the_whole_list(int size) {
    List<String> ids = new ArrayList<>();
    String target = ALL + "?page_size=" + size;
    int pages = 0;
    while (!target.equals("null")) {
      JsonNode page = asking.ordinary(target);
      assertThat(page.get("count").asInt()).isEqualTo(6);
      ids.addAll(page.get("results").findValuesAsText("id"));
      target = page.get("next").asText();
      pages++;
    }

    assertThat(ids).containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(pages).isEqualTo((6 + size - 1) / size);
  }

  @Test
  void a_projects_list_comes_in_pages_too() {
    JsonNode page = asking.ordinary("/api/v2/projects/2/integrations/?page_size=1");

    assertThat(page.get("count").asInt()).isEqualTo(2);
    assertThat(page.get("next").asText())
        .isEqualTo(sandbox.url() + "/api/v2/projects/2/integrations/?page=2&page_size=1");
  }

  @Test
  void without_a_page_size_there_is_no_page() {
    for (String query : List.of("", "?page=2", "?page_size=0", "?page_size=x", "?page_size=")) {
      assertThat(asking.ordinary(ALL + query).fieldNames())
          .toIterable()
          .as(query)
          .containsExactly("results");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "4", "999999999"})
  void a_page_that_is_none_is_404(String page) {
    String target = ALL + "?page_size=2&page=" + page;
    var answer = asking.get(target, "Token " + Sandbox.TOKEN);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Invalid page.\"}");
  }

  @Test
  void an_empty_list_has_one_empty_page() {
    JsonNode page = asking.ordinary(ALL + "?page_size=2&alias=none");

    assertThat(page.get("count").asInt()).isZero();
    assertThat(page.get("next").isNull()).isTrue();
    assertThat(page.get("results")).isEmpty();
  }

  @Test
  void a_hundred_thousand_come_as_a_stream_on_a_page_of_any_size() throws IOException {
    sandbox.integrations().clear();
    sandbox.integrations().addMade(1, 100_000, SandboxPagesTest::large);

    assertThat(count(ALL + "?include=params")).isEqualTo(100_000);
    assertThat(count(ALL + "?include=params&page_size=100000")).isEqualTo(100_000);
    JsonNode last = asking.ordinary(ALL + "?page_size=100&page=1000");
    assertThat(last.get("count").asInt()).isEqualTo(100_000);
    assertThat(last.get("next").isNull()).isTrue();
    assertThat(last.get("results").get(99).get("id").asInt()).isEqualTo(100_000);
  }

  /** Some text each. */
  private static SandboxIntegration large(long id) {
    return new SandboxIntegration(
        id, 1, "Rally", "n" + id, "daily", "sync_rally", "ALM", Map.of("text", "x".repeat(100)));
  }

  private long count(String target) throws IOException {
    try (InputStream body =
            asking
                .send("GET", target, "Token " + Sandbox.ADMIN_TOKEN, BodyHandlers.ofInputStream())
                .body();
        JsonParser json = Asking.MAPPER.createParser(body)) {
      long items = 0;
      while (json.nextToken() != null) {
        items += "id".equals(json.currentName()) && json.currentToken().isNumeric() ? 1 : 0;
      }
      return items;
    }
  }
}
