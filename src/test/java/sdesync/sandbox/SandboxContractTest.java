package sdesync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox against sde-integrations-api.md, whose JSON examples are the resources here. */
class SandboxContractTest {
  private static final String ALL = "/api/v2/integrations/";

  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
  private final Asking asking = new Asking(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v2/integrations/, all.json",
    "/api/v2/integrations/?include=params, all-with-params.json",
    "/api/v2/projects/2/integrations/, project.json",
    "/api/v2/projects/2/integrations/?include=params, project-with-params.json"
  })
  void lists_have_the_documents_own_item_to_the_letter(String target, String example)
      throws IOException {
    // The sandbox's own points to the sandbox's own Rally; nothing else is different.
    sandbox.integrations().add(SandboxTable.integrations().get(0));
    HttpResponse<String> answer = asking.get(target, "Token " + Sandbox.ADMIN_TOKEN);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode list = Asking.json(answer);
    assertThat(list.fieldNames()).toIterable().containsExactly("results");
    // As text, so that the order of the fields counts too.
    assertThat(list.get("results").get(0)).hasToString(document(example).toString());
  }

  @Test
  void every_item_has_every_field_and_only_the_documents_fields() {
    for (JsonNode item : asking.admin(ALL + "?include=params").get("results")) {
      assertThat(item.fieldNames())
          .toIterable()
          .containsExactly(
              "id", "project_id", "system", "alias", "frequency", "command", "params", "type");
    }
    assertThat(asking.ids(ALL)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void a_projects_list_has_its_own_items_without_the_project() {
    JsonNode items = asking.ordinary("/api/v2/projects/2/integrations/").get("results");

    assertThat(items.findValuesAsText("id")).containsExactly("1", "4");
    assertThat(items.findValues("project_id")).isEmpty();
  }

  @Test
  void params_are_for_the_admin_token_alone() {
    for (String target :
        List.of(ALL + "?include=params", "/api/v2/projects/2/integrations/?include=params")) {
      assertThat(asking.admin(target).get("results").findValues("params")).isNotEmpty();
      JsonNode ordinary = asking.ordinary(target);
      assertThat(ordinary.get("results")).isNotEmpty();
      assertThat(ordinary.findValues("params")).isEmpty();
    }
    assertThat(asking.admin(ALL).findValues("params")).isEmpty();
  }

  @Test
  void the_four_filters_work_alone_and_in_every_combination() {
    Map<String, Function<SandboxIntegration, String>> filters =
        Map.of(
            "alias", SandboxIntegration::alias,
            "frequency", SandboxIntegration::frequency,
            "system", SandboxIntegration::system,
            "type", SandboxIntegration::type);
    List<SandboxIntegration> items = SandboxTable.integrations();
    List<String> names = List.of("alias", "frequency", "system", "type");
    for (SandboxIntegration model : items) {
      for (int subset = 0; subset < 16; subset++) {
        List<String> chosen = new ArrayList<>();
        for (int bit = 0; bit < 4; bit++) {
          if ((subset & 1 << bit) != 0) {
            chosen.add(names.get(bit));
          }
        }
        Stream<SandboxIntegration> expected = items.stream();
        StringBuilder query = new StringBuilder("?");
        for (String name : chosen) {
          Function<SandboxIntegration, String> field = Objects.requireNonNull(filters.get(name));
          expected = expected.filter(item -> field.apply(item).equals(field.apply(model)));
          query.append(name).append('=').append(field.apply(model).replace(" ", "%20")).append('&');
        }
        List<SandboxIntegration> kept = expected.toList();
        assertThat(asking.ids(ALL + query))
            .as("%s", query)
            .isEqualTo(kept.stream().map(SandboxIntegration::id).toList());
        long project = model.projectId();
        assertThat(asking.ids("/api/v2/projects/" + project + "/integrations/" + query))
            .isEqualTo(
                kept.stream()
                    .filter(item -> item.projectId() == project)
                    .map(SandboxIntegration::id)
                    .toList());
      }
    }
  }

  @Test
  void a_filter_with_an_unknown_value_finds_nothing() {
    for (String name : List.of("alias", "frequency", "system", "type")) {
      assertThat(asking.ids(ALL + "?" + name + "=nothing_like_it")).isEmpty();
    }
    assertThat(asking.ids(ALL + "?system=Jira&frequency=weekly")).isEmpty();
    assertThat(asking.ids(ALL + "?system=jira")).as("filters are exact").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Token sandbox-token",
        "Token \"sandbox-token\"",
        "token sandbox-admin-token",
        "Token \"sandbox-admin-token\""
      })
  void a_token_is_taken_with_and_without_quotes(String authorization) {
    assertThat(asking.get(ALL, authorization).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Token wrong",
        "Token \"sandbox-token",
        "Token sandbox-token x",
        "Bearer sandbox-token",
        "sandbox-token",
        "Token"
      })
  void anything_else_is_401_with_a_detail(String authorization) {
    HttpResponse<String> answer = asking.get(ALL, authorization);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Invalid token.\"}");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Token");
  }

  @Test
  void no_token_is_401_also_for_a_project() {
    HttpResponse<String> answer = asking.get("/api/v2/projects/2/integrations/", null);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo("{\"detail\":\"Authentication credentials were not provided.\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/projects/99/integrations/",
        "/api/v2/projects/x/integrations/",
        "/api/v2/integrations",
        "/api/v2/projects/2/integrations",
        "/api/v1/integrations/",
        "/"
      })
  void an_unknown_project_or_path_is_404(String target) {
    HttpResponse<String> answer = asking.get(target, "Token " + Sandbox.TOKEN);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Not found.\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void the_lists_are_read_only(String method) {
    HttpResponse<String> answer =
        asking.send(method, ALL, "Token " + Sandbox.ADMIN_TOKEN, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(answer.body())
        .isEqualTo("{\"detail\":\"Method \\\"" + method + "\\\" not allowed.\"}");
  }

  @Test
  void head_is_get_without_a_body() {
    HttpResponse<String> answer =
        asking.send("HEAD", ALL, "Token " + Sandbox.TOKEN, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  private static JsonNode document(String example) throws IOException {
    try (InputStream in = SandboxContractTest.class.getResourceAsStream(example)) {
      return Asking.MAPPER.readTree(in).get("results").get(0);
    }
  }
}
