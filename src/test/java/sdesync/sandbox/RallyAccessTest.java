package sdesync.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.sandbox.rally.Rally;
import sdesync.sandbox.wire.RequestLog;

/** Who may do what at the sandbox's Rally: names and passwords, sessions, keys. */
class RallyAccessTest {
  private static final String CREATE = "hierarchicalrequirement/create";
  private static final String STORY = "{\"HierarchicalRequirement\":{\"Name\":\"x\"}}";
  private static final String INVALID_KEY = "Not authorized to perform action: Invalid key";
  private static final String BASIC = basic(Rally.USER, Rally.PASSWORD);

  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
  private final RallyAsking asking = new RallyAsking(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_write_with_a_password_needs_the_token_and_the_cookie_of_one_session() {
    HttpResponse<String> authorized =
        asking.send("GET", "security/authorize", "", "Authorization", BASIC);
    String token = Asking.json(authorized).at("/OperationResult/SecurityToken").asText();
    String cookie = cookie(authorized);

    assertThat(errors("", "Authorization", BASIC)).containsExactly(INVALID_KEY);
    assertThat(errors("?key=" + token, "Authorization", BASIC)).containsExactly(INVALID_KEY);
    assertThat(errors("?key=wrong", "Authorization", BASIC, "Cookie", cookie))
        .containsExactly(INVALID_KEY);
    assertThat(errors("", "Authorization", BASIC, "Cookie", cookie)).containsExactly(INVALID_KEY);
    assertThat(sandbox.rally().stories()).isEmpty();
    assertThat(errors("?key=" + token, "Authorization", BASIC, "Cookie", cookie)).isEmpty();
    assertThat(sandbox.rally().stories()).hasSize(1);
  }

  @Test
  void a_session_that_ended_takes_its_token_with_it() {
    HttpResponse<String> authorized =
        asking.send("GET", "security/authorize", "", "Authorization", BASIC);
    String token = Asking.json(authorized).at("/OperationResult/SecurityToken").asText();
    sandbox.rally().endSessions();

    assertThat(errors("?key=" + token, "Authorization", BASIC, "Cookie", cookie(authorized)))
        .containsExactly(INVALID_KEY);
  }

  @Test
  void reading_needs_no_token() {
    HttpResponse<String> answer = asking.send("GET", "user", "", "Authorization", BASIC);

    assertThat(Asking.json(answer).at("/User/UserName").asText()).isEqualTo(Rally.USER);
    assertThat(cookie(answer)).startsWith("JSESSIONID=");
  }

  @Test
  void an_api_key_needs_no_token_and_gets_no_cookie() {
    HttpResponse<String> answer = asking.send("POST", CREATE, STORY, "ZSESSIONID", Rally.API_KEY);

    assertThat(Asking.json(answer).at("/CreateResult/Errors")).isEmpty();
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void a_live_session_beside_a_key_spoils_its_writes() {
    String cookie = cookie(asking.send("GET", "user", "", "Authorization", BASIC));

    assertThat(errors("", "ZSESSIONID", Rally.API_KEY, "Cookie", cookie))
        .containsExactly(INVALID_KEY);
  }

  @Test
  void a_key_for_reading_reads_and_its_writes_are_401() {
    assertThat(asking.send("GET", "user", "", "ZSESSIONID", Rally.READ_ONLY_KEY).statusCode())
        .isEqualTo(200);
    assertStranger(asking.send("POST", CREATE, STORY, "ZSESSIONID", Rally.READ_ONLY_KEY));
    assertThat(sandbox.rally().stories()).isEmpty();
  }

  @Test
  void a_key_that_expired_is_a_strangers() {
    sandbox.rally().expireKey(Rally.API_KEY);

    assertStranger(asking.send("GET", "user", "", "ZSESSIONID", Rally.API_KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic ???", "Bearer x", "Basic cmFsbHlfdXNlcg==", ""})
  void anything_else_is_401_and_not_json(String authorization) {
    assertStranger(asking.send("GET", "user", "", "Authorization", authorization));
    assertStranger(asking.send("GET", "user", "", "Authorization", basic(Rally.USER, "wrong")));
  }

  @Test
  void a_viewer_reads_and_does_not_write() {
    String viewer = basic(Rally.VIEWER, Rally.PASSWORD);
    HttpResponse<String> authorized =
        asking.send("GET", "security/authorize", "", "Authorization", viewer);
    String token = Asking.json(authorized).at("/OperationResult/SecurityToken").asText();

    assertThat(errors("?key=" + token, "Authorization", viewer, "Cookie", cookie(authorized)))
        .containsExactly("Not authorized to perform action: rally_viewer may only view");
  }

  @Test
  void people_look_at_the_root_and_see_names_as_they_are() {
    sandbox
        .rally()
        .addStory(sandbox.rally().project(Rally.WORKSPACE, Rally.PROJECT), "T4: <b> & co", "");

    HttpResponse<String> page = asking.send("GET", sandbox.rallyUrl() + "/", "");
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body()).contains("<td>US1</td><td>T4: &lt;b&gt; &amp; co</td><td>Defined</td>");
  }

  @Test
  void the_log_names_people_and_no_secrets() {
    List<RequestLog.Line> lines = new CopyOnWriteArrayList<>();
    sandbox.rallyRequests().listen(lines::add);
    asking.get("user");
    asking.send("GET", "user", "", "Authorization", BASIC);
    asking.send("GET", "user", "", "ZSESSIONID", "_secret");
    asking.send("POST", CREATE + "?key=12345-secret", STORY, "Authorization", BASIC);

    assertThat(lines)
        .extracting(RequestLog.Line::caller)
        .containsExactly(Rally.USER, Rally.USER, "nobody", Rally.USER);
    assertThat(lines.toString()).doesNotContain("secret", Rally.PASSWORD, Rally.API_KEY);
  }

  private List<String> errors(String query, String... headers) {
    HttpResponse<String> answer = asking.send("POST", CREATE + query, STORY, headers);
    assertThat(answer.statusCode()).isEqualTo(200);
    List<String> errors = new java.util.ArrayList<>();
    Asking.json(answer).at("/CreateResult/Errors").forEach(error -> errors.add(error.asText()));
    return errors;
  }

  private static void assertStranger(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.body()).startsWith("<!DOCTYPE html>");
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
  }

  private static String basic(String user, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }
}
