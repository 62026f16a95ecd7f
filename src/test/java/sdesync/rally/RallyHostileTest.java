package sdesync.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.http.WireServer;
import sdesync.sync.IssueTracker;
import sdesync.sync.NewItem;
import sdesync.sync.ParamsRefused;
import sdesync.sync.PeerFailure;
import sdesync.sync.Search;
import sdesync.sync.Standing;

/** A server that answers like Rally, but not honestly. */
class RallyHostileTest {
  private final RallyWorld world = new RallyWorld();
  private WireServer server;

  @BeforeEach
  void start() throws Exception {
    server = new WireServer();
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
    server.close();
  }

  private static String list(String... items) {
    return "{\"QueryResult\":{\"Errors\":[],\"Warnings\":[],\"TotalResultCount\":"
        + items.length
        + ",\"StartIndex\":1,\"PageSize\":2000,\"Results\":["
        + String.join(",", items)
        + "]}}";
  }

  /** Answers as a Rally with one of everything, whose references all point to another host. */
  private static String body(String target) {
    String elsewhere = "https://evil.example:8443/slm/webservice/v2.0";
    if (target.contains("/subscription?")) {
      return "{\"Subscription\":{\"Name\":\"S\",\"Workspaces\":{\"_ref\":\"%s/subscription/1/Workspaces\",\"Count\":1}}}"
          .formatted(elsewhere);
    }
    if (target.contains("/Workspaces?")) {
      return list(
          "{\"Name\":\"Rally Workspace\",\"_ref\":\"%s/workspace/2\"}".formatted(elsewhere));
    }
    if (target.contains("/project?")) {
      return list("{\"Name\":\"Rally Project\",\"_ref\":\"%s/project/3\"}".formatted(elsewhere));
    }
    if (target.contains("/typedefinition?")) {
      return list(
          "{\"Name\":\"Hierarchical Requirement\",\"Attributes\":{\"_ref\":\"%s/typedefinition/4/Attributes\"}}"
              .formatted(elsewhere));
    }
    if (target.contains("/Attributes?")) {
      return list(
          "{\"Name\":\"Schedule State\",\"ElementName\":\"ScheduleState\",\"AllowedValues\":{\"_ref\":\"%s/attributedefinition/-12501/AllowedValues\"}}"
              .formatted(elsewhere));
    }
    if (target.contains("/AllowedValues?")) {
      return list("{\"StringValue\":\"Defined\"}", "{\"StringValue\":\"Completed\"}");
    }
    return list(
        "{\"ObjectID\":6,\"Name\":\"T2: x\",\"FormattedID\":\"US6\",\"Tags\":{\"Count\":1,\"_ref\":\"%s/hierarchicalrequirement/6/Tags\"}}"
            .formatted(elsewhere));
  }

  /** Path and query of a request. */
  private static String target(String head) {
    return head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/1.1"));
  }

  private IssueTracker opened() {
    server.answer(
        (head, out) -> WireServer.write(out, "200 OK", "text/javascript", body(target(head))));
    return world.opened(RallyWorld.params(server.url()));
  }

  @Test
  void references_to_another_host_are_followed_on_ours() {
    IssueTracker tracker = opened();
    assertThat(tracker).isNotNull();
    assertThat(server.targets())
        .anyMatch(target -> target.startsWith("/slm/webservice/v2.0/typedefinition/4/Attributes?"))
        .anyMatch(target -> target.contains("/attributedefinition/-12501/AllowedValues?"))
        .allMatch(target -> target.startsWith("/slm/webservice/v2.0/"));
    assertThat(server.heads())
        .allMatch(head -> head.contains("\r\nHost: " + server.url().getAuthority() + "\r\n"));
  }

  @Test
  void tags_that_come_without_their_names_are_asked_for() {
    IssueTracker tracker = opened();
    server.answer(
        (head, out) -> {
          String target = target(head);
          String text = target.contains("/6/Tags?") ? list("{\"Name\":\"a\"}") : body(target);
          return WireServer.write(out, "200 OK", "text/javascript", text);
        });
    assertThat(RallyWorld.byTitle(tracker, "T2:"))
        .singleElement()
        .satisfies(item -> assertThat(item.labels()).containsExactly("a"));
  }

  @Test
  void a_server_that_cannot_add_to_a_collection_is_given_the_whole_of_it() {
    IssueTracker tracker = opened();
    server.answer(
        (head, out) -> {
          String target = target(head);
          if (target.contains("/Tags/add")) {
            return WireServer.write(out, "404 Not Found", "text/html", "<html>no</html>");
          }
          if (target.contains("/6/Tags?")) {
            return WireServer.write(out, "200 OK", "text/javascript", list("{\"Name\":\"a\"}"));
          }
          String text =
              target.contains("/authorize")
                  ? "{\"OperationResult\":{\"Errors\":[],\"SecurityToken\":\"k\"}}"
                  : target.contains("/tag?")
                      ? list(
                          "{\"Name\":\"a\",\"_ref\":\"/tag/7\"}",
                          "{\"Name\":\"b\",\"_ref\":\"/tag/8\"}")
                      : body(target);
          return WireServer.write(out, "200 OK", "text/javascript", text);
        });
    var item = RallyWorld.byTitle(tracker, "T2:").get(0);
    server.forget();
    tracker.addLabels(item, List.of("b"));
    assertThat(server.bodies())
        .anyMatch(
            body ->
                body.equals(
                    "{\"HierarchicalRequirement\":{\"Tags\":[{\"_ref\":\"/tag/7\"},{\"_ref\":\"/tag/8\"}]}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"QueryResult\":{\"Errors\":[],\"TotalResultCount\":5,\"Results\":[]}}",
        "{\"QueryResult\":{\"Errors\":[],\"TotalResultCount\":0}}",
        "{\"QueryResult\":{\"Results\":[]}}",
        "{\"QueryResult\":[]}",
        "{}",
        "[]",
        "null",
        "",
        "<html>login</html>",
        "{\"QueryResult\":{\"Errors\":[],\"TotalResultCount\":1,\"Results\":[{\"Name\":\"T2",
        "{\"QueryResult\":{\"Errors\":[],\"TotalResultCount\":0,\"Results\":[]}} more",
        "{\"QueryResult\":{\"Errors\":[\"Could not read: x\"],\"TotalResultCount\":0,\"Results\":[]}}"
      })
  void a_list_that_is_none_is_a_failed_read_and_never_an_empty_one(String body) {
    IssueTracker tracker = opened();
    server.answer((head, out) -> WireServer.write(out, "200 OK", "application/json", body));
    assertThatThrownBy(() -> RallyWorld.byTitle(tracker, "T2:"))
        .isInstanceOf(PeerFailure.class)
        .hasNoCause();
  }

  @Test
  void created_is_as_good_as_ok_and_a_type_may_have_only_its_element_name() {
    server.answer(
        (head, out) -> {
          String target = target(head);
          String text =
              target.contains("/authorize")
                  ? "{\"OperationResult\":{\"Errors\":[],\"SecurityToken\":\"k\"}}"
                  : target.contains("/create")
                      ? "{\"CreateResult\":{\"Errors\":[],\"Object\":{\"_ref\":\"/hierarchicalrequirement/9\"}}}"
                      : body(target)
                          .replace(
                              "\"Name\":\"Hierarchical Requirement\"",
                              "\"ElementName\":\"HierarchicalRequirement\"");
          String status = target.contains("/create") ? "201 Created" : "200 OK";
          return WireServer.write(out, status, "text/javascript", text);
        });
    IssueTracker tracker = world.opened(RallyWorld.params(server.url()));
    var item = new NewItem("T2: x", "d", Standing.OPEN, List.of(), null, java.util.Map.of());
    assertThat(tracker.create(item).item())
        .satisfies(
            made -> {
              assertThat(made.ref()).isEqualTo("9");
              assertThat(made.title()).isEqualTo("T2: x");
              assertThat(made.standing()).isEqualTo(Standing.OPEN);
            });
  }

  @Test
  void an_item_made_and_not_named_is_one_whose_answer_was_lost() {
    IssueTracker tracker = opened();
    server.answer(
        (head, out) ->
            WireServer.write(
                out,
                "200 OK",
                "application/json",
                target(head).contains("/authorize")
                    ? "{\"OperationResult\":{\"Errors\":[],\"SecurityToken\":\"k\"}}"
                    : "{\"CreateResult\":{\"Errors\":[],\"Object\":{\"Name\":\"T2: x\"}}}"));
    var item = new NewItem("T2: x", "d", Standing.OPEN, List.of(), null, java.util.Map.of());
    assertThatThrownBy(() -> tracker.create(item))
        .isInstanceOfSatisfying(
            PeerFailure.class, e -> assertThat(e.kind()).isEqualTo(PeerFailure.Kind.LOST));
  }

  @Test
  void a_page_size_below_ours_is_followed() {
    IssueTracker tracker = opened();
    server.answer(
        (head, out) -> {
          String target = target(head);
          int start = Integer.parseInt(target.replaceAll(".*[?&]start=(\\d+).*", "$1"));
          return WireServer.write(
              out,
              "200 OK",
              "application/json",
              "{\"QueryResult\":{\"Errors\":[],\"TotalResultCount\":3,\"Results\":[{\"ObjectID\":%d,\"Name\":\"T2:\"}]}}"
                  .formatted(start));
        });
    assertThat(RallyWorld.byTitle(tracker, "T2:")).extracting("ref").containsExactly("1", "2", "3");
  }

  @Test
  void random_damage_to_any_answer_ends_in_a_sentence_without_the_password() {
    var random = new Random(5);
    for (int round = 0; round < 300; round++) {
      int at = random.nextInt(6);
      int seen = server.heads().size();
      server.answer(
          (head, out) -> {
            String whole = body(target(head));
            boolean now = server.heads().size() - seen > at;
            return WireServer.write(
                out, "200 OK", "application/json", now ? damaged(whole, random) : whole);
          });
      Throwable thrown =
          catchThrowable(
              () ->
                  world
                      .opened(RallyWorld.params(server.url()))
                      .find(
                          new Search(java.util.Set.of("6"), java.util.Set.of(), java.util.Map.of()),
                          item -> assertThat(item.ref()).isNotEmpty()));
      if (thrown != null) {
        assertThat(thrown).isInstanceOfAny(PeerFailure.class, ParamsRefused.class).hasNoCause();
        assertThat(thrown.getMessage()).doesNotContain("rally_password").hasSizeLessThan(2_000);
      }
    }
  }

  private static synchronized String damaged(String text, Random random) {
    List<String> junk = List.of("\"", "{", "]", "null", "-1", "\\u0000", "[[", "9e999", "\n", "");
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + random.nextInt(20));
    return text.substring(0, from)
        + junk.get(random.nextInt(junk.size()))
        + (random.nextInt(4) == 0 ? "" : text.substring(to));
  }
}
