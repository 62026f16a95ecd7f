package sdesync.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sdesync.sandbox.wire.Answer;
import sdesync.sandbox.wire.Query;
import sdesync.sandbox.wire.Request;

/** Requests that mean no good, or nothing at all: each is answered, in an envelope. */
class WsapiFuzzTest {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");
  private static final List<String> PATHS =
      List.of(
          "hierarchicalrequirement",
          "task",
          "tag",
          "artifact",
          "user",
          "nothing",
          "create",
          "add",
          "STORY",
          "99000000002",
          "0",
          "-1",
          "Tags",
          "Tasks",
          "Children",
          "Workspaces",
          "",
          "conversationpost",
          "typedefinition",
          "Name",
          "defect.js",
          "..",
          "%2e");
  private static final List<String> PARAMETERS =
      List.of(
          "query=(Name = x)",
          "query=((((",
          "query=(Tags.Name.x.y = \"\")",
          "pagesize=0",
          "pagesize=99999999999",
          "start=-1",
          "start=2147483647",
          "order=Name desc,,",
          "fetch=Name,Tags,Project,,[",
          "fetch=true",
          "fetch=false",
          "workspace=x",
          "workspace=/workspace/99000000002",
          "project=null",
          "project=/task/1",
          "projectScopeUp=maybe",
          "types=task",
          "key=x");
  private static final List<String> VALUES =
      List.of(
          "null",
          "\"\"",
          "\"x\"",
          "1",
          "-1e308",
          "true",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "{\"_ref\":1}",
          "[{\"_ref\":\"/tag/1\"}]",
          "\"/hierarchicalrequirement/STORY\"",
          "\"\\u0000\\ud800\"");
  private static final List<String> FIELDS =
      List.of(
          "Name",
          "Tags",
          "Project",
          "Workspace",
          "Parent",
          "ScheduleState",
          "PlanEstimate",
          "Blocked",
          "ObjectID",
          "WorkProduct",
          "Artifact",
          "Text",
          "_ref",
          "",
          "Owner");

  private static final List<String> TYPES =
      List.of("HierarchicalRequirement", "task", "Tag", "ConversationPost", "X");

  private final Random random = new Random(5);
  private final Rally rally = new Rally(InstantSource.system());
  private final long project = rally.project(Rally.WORKSPACE, Rally.PROJECT);
  private long story;
  private int created;

  @Test
  void every_request_is_answered_in_an_envelope() throws IOException {
    for (int round = 0; round < 20_000; round++) {
      if (round % 50 == 0) {
        story = rally.addStory(project, "x", "").id();
      }
      Request request = request();
      Answer answer = rally.api().answer(request);

      assertThat(answer.status()).as("%s", request).isEqualTo(200);
      JsonNode root = Answer.MAPPER.readTree(text(answer));
      assertThat(root.size()).as("%s", request).isEqualTo(1);
      JsonNode envelope = root.elements().next();
      assertThat(envelope.path("Errors").isArray()).as("%s: %s", request, root).isTrue();
      assertThat(envelope.path("Warnings").isArray()).as("%s", request).isTrue();
      created += root.at("/CreateResult/Object").isObject() ? 1 : 0;
    }
    assertThat(created).as("some of it is taken").isPositive();
    assertThat(rally.addStory(project, "last", "").name()).isEqualTo("last");
  }

  private Request request() {
    String type = any(TYPES);
    var path = new StringBuilder("/slm/webservice/v2.0");
    if (random.nextBoolean()) {
      path.append('/').append(type).append(any(List.of("/create", "/STORY", "/STORY/Tags/add")));
    } else {
      for (int parts = 1 + random.nextInt(4); parts > 0; parts--) {
        path.append('/').append(any(PATHS));
      }
    }
    String query = any(PARAMETERS).replace("+", "%2B") + "&" + any(PARAMETERS);
    String body =
        random.nextInt(5) == 0
            ? any(VALUES)
            : "{\"%s\":{\"%s\":%s,\"%s\":%s}}"
                .formatted(type, any(FIELDS), any(VALUES), any(FIELDS), any(VALUES));
    return new Request(
        any(METHODS),
        "http://127.0.0.1",
        withStory(path.toString()),
        Query.of(query),
        Map.of("zsessionid", Rally.API_KEY),
        withStory(body));
  }

  private String withStory(String text) {
    return text.replace("STORY", Long.toString(story));
  }

  private String any(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static String text(Answer answer) throws IOException {
    var text = new StringWriter();
    try (JsonGenerator json = Answer.MAPPER.createGenerator(text)) {
      answer.body().write(json);
    }
    return text.toString();
  }
}
