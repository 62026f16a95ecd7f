package sdesync.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.ops.Route;
import sdesync.ops.Scope;

/** The page as HTML, on a real store. */
class PageHtmlTest {
  private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

  @TempDir Path folder;
  private PageServer server;
  private PageServer.Visitor boss;

  @BeforeEach
  void serve() throws Exception {
    server = new PageServer(folder);
    server.worker.lists(
        named(1, "Web shop", "Jira", "hourly", "sync_rally"),
        named(2, HOSTILE, "Rally", "daily", "sync_rally"),
        named(3, "Old thing", "Jira", "manually", "nothing_like_it"),
        named(4, "Leaves soon", "Jira", "hourly", "sync_rally"));
    boss = server.visitor("admin-token");
  }

  private static Integration named(
      long id, String alias, String system, String frequency, String command) {
    return new Integration(
        id,
        id,
        system,
        alias,
        frequency,
        command,
        "alm",
        new ParamsOutline(List.of("alm_password", HOSTILE), "tracker.example"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String get(String path) {
    var answer = boss.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private List<String> aliases(String path) {
    return Pattern.compile("scope=\"row\"[^>]*><a href=\"/integrations/(\\d+)\"")
        .matcher(get(path))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void nothing_from_outside_is_ever_markup() {
    server.worker.operations.pause(
        new sdesync.ops.PauseOrder(sdesync.ops.Selector.ofId(2), null, HOSTILE), HOSTILE);
    for (String path : List.of("/", "/integrations/2", "/audit", "/?q=" + encoded(), "/runs")) {
      assertThat(get(path)).as(path).doesNotContain("<script>alert", "<img", "\"'>");
    }
    assertThat(get("/integrations/2")).contains("&lt;script&gt;alert(1)");
    assertThat(boss.get("/runs/" + encoded()).body()).doesNotContain("<script>alert", "<img");
    assertThat(server.send("GET", "/login?next=" + encoded(), "", List.of()).body())
        .doesNotContain("<script>alert", "<img");
  }

  private static String encoded() {
    return java.net.URLEncoder.encode(HOSTILE, java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void names_of_params_are_shown_and_the_page_says_that_values_are_not_kept() {
    assertThat(get("/integrations/1")).contains("alm_password", "names only");
  }

  @Test
  void filters_narrow_and_stand_in_the_address() {
    server.worker.drops(named(4, "Leaves soon", "Jira", "hourly", "sync_rally"));
    assertThat(aliases("/")).containsExactly("2", "3", "1");
    assertThat(aliases("/?system=Jira")).containsExactly("3", "1");
    assertThat(aliases("/?frequency=daily")).containsExactly("2");
    assertThat(aliases("/?project=3")).containsExactly("3");
    assertThat(aliases("/?type=alm&system=Rally")).containsExactly("2");
    assertThat(aliases("/?q=SHOP+web")).containsExactly("1");
    assertThat(aliases("/?q=tracker.example")).hasSize(3);
    assertThat(aliases("/?state=human")).containsExactly("3");
    assertThat(aliases("/?state=gone")).containsExactly("4");
    assertThat(aliases("/?state=fine")).containsExactly("2", "1");
    assertThat(aliases("/?sort=-alias")).containsExactly("1", "3", "2");
    assertThat(aliases("/?system=nothing")).isEmpty();
    var typed = boss.get("/?q=shop&system=&state=&page=1", "HX-Trigger", "filters");
    assertThat(typed.headers().firstValue("HX-Replace-Url")).contains("/?q=shop");
    assertThat(get("/?q=shop&system=Jira")).contains("value=\"shop\"", "value=\"Jira\" selected");
  }

  @Test
  void ten_thousand_stay_pages_of_fifty() {
    server.worker.lists(
        java.util.stream.LongStream.range(100, 10_100)
            .mapToObj(id -> named(id, "n" + id, "Jira", "manually", "sync_rally"))
            .toArray(Integration[]::new));
    assertThat(get("/")).contains("1–50 of 10,004", "Page 1 of 201");
    assertThat(aliases("/")).hasSize(50);
    assertThat(get("/?page=201")).contains("10,001–10,004 of 10,004").doesNotContain(">On<");
    assertThat(get("/?page=999")).contains("Page 201 of 201");
    assertThat(get("/?page=x")).contains("Page 1 of 201");
  }

  @Test
  void an_order_without_script_leads_to_what_became_of_it() {
    var synced = boss.post("/integrations/1/sync", Map.of());
    assertThat(synced.statusCode()).isEqualTo(303);
    String run = synced.headers().firstValue("Location").orElseThrow();
    assertThat(get(run)).contains("queued", "Cancel", "manual", "boss");
    assertThat(boss.post(run + "/cancel", Map.of()).statusCode()).isEqualTo(303);
    assertThat(get(run)).contains("cancelled");
    assertThat(boss.post(run + "/cancel", Map.of()).statusCode()).isEqualTo(409);
  }

  @Test
  void an_order_by_script_is_answered_where_it_was_given() {
    var synced = boss.post("/integrations/1/sync", Map.of(), "HX-Request", "true");
    assertThat(synced.statusCode()).isEqualTo(200);
    assertThat(synced.headers().firstValue("HX-Trigger")).contains("refresh");
    assertThat(synced.body()).contains("Started: Web shop", "/runs/r").doesNotContain("<html");
    var unknown = boss.post("/integrations/99/sync", Map.of(), "HX-Request", "true");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.headers().firstValue("HX-Retarget")).contains("#said");
    assertThat(unknown.body()).contains("no integration has the id 99");
  }

  @Test
  void a_pause_has_an_end_and_a_note_and_resuming_ends_it() {
    boss.post("/integrations/1/pause", Map.of("hours", "4", "note", "moving"));
    assertThat(get("/integrations/1")).contains("moving", "2026-11-23 16:30:00 UTC", "Resume");
    assertThat(aliases("/?state=paused")).containsExactly("1");
    boss.post("/integrations/1/resume", Map.of());
    assertThat(aliases("/?state=paused")).isEmpty();
    boss.post("/integrations/1/pause", Map.of("until", "2026-11-25T08:00", "hours", "4"));
    assertThat(get("/integrations/1")).contains("2026-11-25 08:00:00 UTC");
    assertThat(boss.post("/integrations/1/pause", Map.of("until", "soon")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void who_may_only_look_sees_no_buttons_and_cannot_press_them() {
    var looker = server.visitor("view-token");
    for (String path : List.of("/", "/integrations/1")) {
      assertThat(looker.get(path).body()).doesNotContain("/sync\"", "/pause\"", "/poll\"");
    }
    assertThat(looker.post("/integrations/1/sync", Map.of()).statusCode()).isEqualTo(403);
    assertThat(server.visitor("run-token").post("/integrations/1/pause", Map.of()).statusCode())
        .isEqualTo(403);
  }

  @TestFactory
  Stream<DynamicTest> every_address_lets_in_who_may_and_nobody_else() {
    return server.routes().stream()
        .filter(route -> route.scope() != Scope.PUBLIC)
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.method() + " " + route.path() + " needs " + route.scope(),
                    () -> {
                      assertThat(status(route, List.of())).isIn(303, 401);
                      assertThat(status(route, bearer("wrong"))).isEqualTo(401);
                      for (Scope scope : List.of(Scope.VIEW, Scope.RUN, Scope.ADMIN)) {
                        boolean refused = status(route, bearer(scope.wireName() + "-token")) == 403;
                        assertThat(refused).as("%s", scope).isEqualTo(!scope.covers(route.scope()));
                      }
                    }));
  }

  @Test
  void nothing_but_the_login_and_its_assets_is_for_everybody() {
    assertThat(server.routes().stream().filter(route -> route.scope() == Scope.PUBLIC))
        .isNotEmpty()
        .allMatch(route -> route.path().equals("/login") || route.path().startsWith("/assets/"));
  }

  private static List<String> bearer(String token) {
    return List.of("Authorization", "Bearer " + token);
  }

  private int status(Route route, List<String> headers) {
    String path = route.path().replace("{id}", route.path().contains("/runs/") ? "r0" : "77");
    return server.send(route.method().name(), path, "", headers).statusCode();
  }

  @Test
  void a_refused_run_makes_it_red_and_says_why_and_what_to_do() throws InterruptedException {
    var ended = new CountDownLatch(1);
    server.worker.door =
        request -> {
          ended.countDown();
          return Outcome.of(RunState.REFUSED, Reason.PARAMS_INVALID, "a param is <i>bad</i>");
        };
    server.worker.engine.start();
    boss.post("/integrations/1/sync", Map.of());
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    server.worker.engine.drain(Duration.ofSeconds(20));
    assertThat(aliases("/?state=human")).contains("1");
    assertThat(get("/integrations/1"))
        .contains("Needs a human", "a param is &lt;i&gt;bad&lt;/i&gt;", "sde-sync run 1");
  }

  @Test
  void after_the_login_one_is_where_one_wanted_to_be_and_never_elsewhere() {
    assertThat(next("/runs?state=failed")).isEqualTo("/runs?state=failed");
    for (String elsewhere :
        List.of("//evil.example", "https://evil.example", "/\\evil.example", "evil", "/ /x")) {
      assertThat(next(elsewhere)).as(elsewhere).isEqualTo("/");
    }
  }

  private String next(String wanted) {
    String form = PageServer.form(Map.of("token", "view-token", "next", wanted));
    return server
        .send("POST", "/login", form, List.of())
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }

  @Test
  void a_part_of_a_page_whose_login_ended_sends_the_whole_page_to_the_login() {
    var answer = server.send("GET", "/", "", List.of("HX-Request", "true"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Redirect")).contains("/login");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void assets_need_no_token_and_are_kept_while_their_address_names_their_content() {
    String style =
        Pattern.compile("href=\"(/assets/page.css\\?v=[0-9a-f]+)\"")
            .matcher(get("/"))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    var asset = server.send("GET", style, "", List.of());
    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(asset.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    for (String path : List.of("/assets/page.js", "/assets/htmx.js", "/assets/icon.svg")) {
      assertThat(server.send("GET", path, "", List.of()).statusCode()).isEqualTo(200);
    }
    assertThat(server.send("GET", "/assets/other.js", "", List.of()).statusCode()).isEqualTo(303);
  }

  @Test
  void no_page_asks_for_anything_inline_or_from_elsewhere() {
    for (String path : List.of("/", "/integrations/1", "/runs", "/audit", "/login")) {
      assertThat(boss.get(path).body())
          .doesNotContain(" style=", "<style", " onclick", "javascript:", "src=\"http", "<script>");
    }
  }
}
