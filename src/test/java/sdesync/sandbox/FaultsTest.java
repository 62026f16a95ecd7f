package sdesync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sdesync.sandbox.rally.Rally;
import sdesync.sandbox.wire.Fault;
import sdesync.sandbox.wire.RequestLog;

/** What can be made to go wrong, seen from the client. */
class FaultsTest {
  private static final String CREATE = "hierarchicalrequirement/create";
  private static final String STORY = "{\"HierarchicalRequirement\":{\"Name\":\"x\"}}";

  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
  private final RallyAsking rally = new RallyAsking(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void too_many_requests_say_how_long_to_wait() {
    sandbox.rallyFaults().next(1, Fault.tooMany(Duration.ofSeconds(7)));

    HttpResponse<String> answer = create();
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    assertThat(sandbox.rally().stories()).isEmpty();
    assertThat(create().statusCode()).isEqualTo(200);
  }

  @Test
  void an_answer_may_be_lost_after_the_work_is_done() {
    sandbox.rallyFaults().next(1, new Fault.AnswerLost());

    assertThatThrownBy(this::create).hasCauseInstanceOf(java.io.IOException.class);
    assertThat(sandbox.rally().stories()).hasSize(1);
  }

  @Test
  void a_connection_may_be_closed_before_anything_is_done() {
    sandbox.rallyFaults().next(1, new Fault.Closed());

    assertThatThrownBy(this::create).hasCauseInstanceOf(java.io.IOException.class);
    assertThat(sandbox.rally().stories()).isEmpty();
  }

  @Test
  void half_of_an_answer_is_no_answer() {
    sandbox.rallyFaults().next(1, new Fault.Truncated());

    assertThatThrownBy(this::create).hasCauseInstanceOf(java.io.IOException.class);
    assertThat(sandbox.rally().stories()).hasSize(1);
  }

  @Test
  void a_login_page_comes_with_200() {
    sandbox.rallyFaults().next(1, Fault.loginPage());

    HttpResponse<String> answer = create();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.body()).startsWith("<!DOCTYPE html>");
  }

  @Test
  void one_answer_may_be_late() {
    List<RequestLog.Line> lines = new CopyOnWriteArrayList<>();
    sandbox.rallyRequests().listen(lines::add);
    sandbox.rallyFaults().next(1, new Fault.Late(Duration.ofMillis(80)));
    create();

    assertThat(lines.get(0).took()).isGreaterThanOrEqualTo(Duration.ofMillis(80));
  }

  @Test
  void a_fault_waits_for_the_request_it_is_meant_for() {
    var asking = new Asking(sandbox);
    sandbox.faults().on(request -> request.method().equals("PATCH"), 1, 2, Fault.unavailable());
    String task = "/api/v2/projects/2/tasks/2-T1/";
    String body = "{\"status\":\"TS1\"}";

    assertThat(asking.get(task, "Token " + Sandbox.TOKEN).statusCode()).isEqualTo(200);
    assertThat(asking.write("PATCH", task, body).has("id")).isTrue();
    assertThat(asking.write("PATCH", task, body).has("id")).isFalse();
    assertThat(asking.write("PATCH", task, body).has("id")).isFalse();
    assertThat(asking.write("PATCH", task, body).has("id")).isTrue();
  }

  @Test
  void more_than_twelve_at_once_of_one_user_wait_for_each_other() throws Exception {
    sandbox.rallyFaults().next(40, new Fault.Late(Duration.ofMillis(40)));
    List<Thread> clients = new java.util.ArrayList<>();
    for (int number = 0; number < 40; number++) {
      var client = new Thread(this::create);
      client.start();
      clients.add(client);
    }
    for (Thread client : clients) {
      client.join();
    }

    assertThat(sandbox.rallyMostAtOnce()).isBetween(2, Rally.AT_ONCE);
    assertThat(sandbox.rally().stories()).hasSize(40);
  }

  private HttpResponse<String> create() {
    return rally.send("POST", CREATE, STORY, "ZSESSIONID", Rally.API_KEY);
  }
}
