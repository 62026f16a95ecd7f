package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.ops.OpsServerTest.assertProblem;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token becomes a cookie, and what the cookie may do without more, and what not. */
class LoginTest {
  @TempDir Path dataDir;
  private Served served;

  @BeforeEach
  void serve() throws Exception {
    served =
        new Served(
            dataDir,
            new FakeOperations().with(1, "Alpha", "rally", "scheduled"),
            login ->
                List.of(
                    Route.post(
                        "/login",
                        Scope.PUBLIC,
                        r -> login.enter(r, Objects.requireNonNull(r.formParam("token")))),
                    Route.post("/logout", Scope.VIEW, login::leave),
                    Route.get("/csrf", Scope.VIEW, r -> r.result(Login.visitor(r).csrf()))));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private HttpResponse<String> login(String token, String... headers) throws Exception {
    var all = new java.util.ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
    return served.send("POST", "/login", null, "token=" + token, all.toArray(new String[0]));
  }

  private String cookieOf(String token) throws Exception {
    return cookie(login(token)).replaceFirst(";.*", "");
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElse("");
  }

  private String csrf(String cookie) throws Exception {
    return served.send("GET", "/csrf", null, "", "Cookie", cookie).body();
  }

  @Test
  void the_cookie_is_for_this_host_alone_no_script_sees_it_and_it_lasts_twelve_hours()
      throws Exception {
    assertThat(cookie(login("view-token")))
        .startsWith("sde-sync-" + served.url().getPort() + "=")
        .contains("Path=/", "HttpOnly", "SameSite=Strict", "Max-Age=43200")
        .doesNotContain("Domain", "view-token");
    String cookie = cookieOf("view-token");
    assertThat(read(cookie).statusCode()).isEqualTo(200);
    served.nanos += 12L * 60 * 60 * 1_000_000_000L;
    assertThat(read(cookie).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> read(String cookie) throws Exception {
    return served.send("GET", "/api/v1/status", null, "", "Cookie", cookie);
  }

  @Test
  void a_wrong_token_gets_no_cookie_and_is_slowed_down() throws Exception {
    for (int i = 0; i < 20; i++) {
      var answer = login("guess" + i);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(cookie(answer)).isEmpty();
    }
    assertThat(login("guess").statusCode()).isEqualTo(429);
    assertThat(login("admin-token").statusCode()).isEqualTo(200);
  }

  @Test
  void a_session_ends_with_its_token_and_with_the_logout() throws Exception {
    String out = cookieOf("view-token");
    assertThat(post("/logout", out, csrf(out)).statusCode()).isEqualTo(200);
    assertThat(read(out).statusCode()).isEqualTo(401);

    String ended = cookieOf("view-token");
    Files.write(served.settings.tokens(), List.of(Served.line(Scope.VIEW, "another", "x")));
    assertThat(read(ended).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> post(String path, String cookie, String csrf, String... headers)
      throws Exception {
    var all = new java.util.ArrayList<>(List.of(headers));
    all.addAll(List.of("Cookie", cookie, "X-CSRF-Token", csrf));
    return served.send("POST", path, null, "", all.toArray(new String[0]));
  }

  @Test
  void what_changes_something_must_carry_what_the_page_gave() throws Exception {
    String cookie = cookieOf("admin-token");
    assertProblem(post("/api/v1/integrations/1/runs", cookie, "forged"), 403, "page");
    assertProblem(
        served.send("POST", "/api/v1/integrations/1/runs", null, "", "Cookie", cookie),
        403,
        "page");
    assertThat(served.operations.asked).isEmpty();
    assertThat(post("/api/v1/integrations/1/runs", cookie, csrf(cookie)).statusCode())
        .isEqualTo(202);
  }

  @Test
  void a_form_of_another_site_is_refused_even_with_everything_right() throws Exception {
    String cookie = cookieOf("admin-token");
    String csrf = csrf(cookie);
    String path = "/api/v1/integrations/1/runs";
    assertProblem(post(path, cookie, csrf, "Origin", "https://evil.example"), 403, "evil.example");
    assertProblem(post(path, cookie, csrf, "Origin", "null"), 403, "another site");
    assertProblem(post(path, cookie, csrf, "Sec-Fetch-Site", "same-site"), 403, "same-site");
    assertProblem(login("admin-token", "Origin", "https://evil.example"), 403, "evil.example");
    assertThat(served.operations.asked).isEmpty();
    assertThat(post(path, cookie, csrf, "Origin", served.url().toString()).statusCode())
        .isEqualTo(202);
    assertThat(
            post(path, cookie, csrf, "Origin", "null", "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void a_cookie_gives_no_more_than_its_token() throws Exception {
    String cookie = cookieOf("view-token");
    assertProblem(post("/api/v1/integrations/1/runs", cookie, csrf(cookie)), 403, "needs run");
  }

  @Test
  void a_person_without_cookie_is_shown_the_login_and_comes_back() throws Exception {
    var answer = served.send("GET", "/runs?state=failed", null, "", "Accept", "text/html");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location"))
        .contains("/login?next=%2Fruns%3Fstate%3Dfailed");
    assertThat(answer.body()).doesNotContain("state");
    assertThat(served.send("GET", "/api/v1/status", null, "", "Accept", "text/html").statusCode())
        .isEqualTo(401);
  }

  @Test
  void browsers_are_told_to_load_nothing_from_elsewhere_and_to_show_it_in_no_frame()
      throws Exception {
    var headers = login("wrong").headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe", "http:", "*");
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
  }
}
