package sdesync.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sdesync.sandbox.rally.Rally;
import sdesync.sandbox.wire.Fault;
import sdesync.sandbox.wire.Request;
import sdesync.sync.IssueTracker;
import sdesync.sync.IssueTracker.Depth;
import sdesync.sync.ParamsRefused;
import sdesync.sync.PeerFailure;
import sdesync.sync.Standing;

/** What goes wrong with Rally, and what people read then. */
class RallyFailuresTest {
  private final RallyWorld world = new RallyWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  private static void refused(Runnable act, String... words) {
    assertThatThrownBy(act::run).isInstanceOf(ParamsRefused.class).hasMessageContainingAll(words);
  }

  private static void failed(PeerFailure.Kind kind, Runnable act, String... words) {
    assertThatThrownBy(act::run)
        .isInstanceOf(PeerFailure.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContaining(Rally.PASSWORD)
        .hasMessageNotContaining(Rally.API_KEY)
        .hasNoCause()
        .satisfies(e -> assertThat(((PeerFailure) e).kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @CsvSource({
    "rally_workspace, Nonesuch, 'rally_workspace is ''Nonesuch''', 'Rally Workspace'",
    "alm_project, Nonesuch, 'alm_project is ''Nonesuch''', 'no open project of that name'",
    "alm_project, 'a\") OR (Name != \"', 'alm_project is', 'no open project'",
    "rally_new_status, Foo, 'rally_new_status has ''Foo''', In-Progress",
    "rally_done_statuses, 'Foo,Accepted', 'rally_done_statuses has ''Foo''', Accepted",
    "rally_card_type, Defect, 'rally_card_type is ''Defect''', 'Story, Task'",
    "rally_new_status, Completed, rally_new_status is among, cannot be new and done",
    "rally_workspace, '', rally_workspace, missing",
    "alm_parent_issue, US1, alm_parent_issue, only for",
    "rally_card_type, Task, alm_parent_issue, missing",
    "alm_context_root, 'a/../b', alm_context_root, expected",
    "alm_method, ftp, alm_method, https",
    "alm_server, 'user:pw@127.0.0.1', alm_server, 'user name or password'"
  })
  void a_param_that_names_nothing_is_refused_by_name(
      String key, String value, String said, String help) {
    refused(() -> world.opened(world.params(key, value)), said, help);
  }

  @Test
  void all_that_is_not_there_is_told_together() {
    refused(
        () ->
            world.opened(
                world.params(
                    "alm_project", "x", "rally_new_status", "y", "rally_done_statuses", "z")),
        "alm_project",
        "rally_new_status",
        "rally_done_statuses");
  }

  @Test
  void a_parent_that_is_not_there_is_refused() {
    refused(
        () -> world.opened(world.params("rally_card_type", "Task", "alm_parent_issue", "US999")),
        "alm_parent_issue is 'US999'");
  }

  @Test
  void the_default_states_are_those_the_type_has() {
    String story = world.sandbox.rally().addStory(world.project(), "S", "").formattedId();
    // A task has no Accepted; only who asks for it is told so.
    assertThatCode(
            () -> world.opened(world.params("rally_card_type", "Task", "alm_parent_issue", story)))
        .doesNotThrowAnyException();
    refused(
        () ->
            world.opened(
                world.params(
                    "rally_card_type",
                    "Task",
                    "alm_parent_issue",
                    story,
                    "rally_done_statuses",
                    "Accepted")),
        "'Accepted'");
  }

  @Test
  void two_projects_of_one_name_are_not_guessed_between() {
    world.sandbox.rally().addProject(Rally.WORKSPACE, Rally.PROJECT, 0);
    refused(() -> world.opened(world.params()), "2 open projects have that name");
  }

  @Test
  void a_project_with_quotes_in_its_name_is_found() {
    world.sandbox.rally().addProject(Rally.WORKSPACE, "The \"best\" \\ one", 0);
    assertThatCode(() -> world.opened(world.params("alm_project", "The \"best\" \\ one")))
        .doesNotThrowAnyException();
  }

  @Test
  void each_depth_looks_as_far_as_it_says() {
    Map<String, Object> params = world.params("alm_project", "x");
    world.tracker(params).open(Depth.SERVER);
    refused(() -> world.tracker(params).open(Depth.PROJECT), "alm_project");
    Map<String, Object> states = world.params("rally_new_status", "x");
    world.tracker(states).open(Depth.PROJECT);
    refused(() -> world.tracker(states).open(Depth.SETTINGS), "rally_new_status");
  }

  @Test
  void wrong_credentials_are_named_and_asked_about_once() {
    List<String> heard = world.heard();
    failed(
        PeerFailure.Kind.UNAUTHORIZED,
        () -> world.opened(world.params("alm_pass", "wrong")),
        "alm_user and alm_pass");
    assertThat(heard).hasSize(1);
    failed(
        PeerFailure.Kind.UNAUTHORIZED,
        () -> world.opened(world.keyParams("_wrong")),
        "alm_api_token");
  }

  @Test
  void a_key_that_expires_or_may_only_read_is_said_so() {
    IssueTracker reader = world.opened(world.keyParams(Rally.READ_ONLY_KEY));
    failed(
        PeerFailure.Kind.UNAUTHORIZED,
        () -> reader.create(RallyWorld.item("T2: x", "")),
        "may only read");
    IssueTracker tracker = world.opened(world.keyParams(Rally.API_KEY));
    var item = tracker.create(RallyWorld.item("T2: x", "")).item();
    world.sandbox.rally().expireKey(Rally.API_KEY);
    failed(
        PeerFailure.Kind.UNAUTHORIZED,
        () -> RallyWorld.byRef(tracker, item.ref()),
        "has not expired");
  }

  @Test
  void a_user_without_permission_is_said_so() {
    IssueTracker tracker = world.opened(world.params("alm_user", Rally.VIEWER));
    failed(
        PeerFailure.Kind.UNAUTHORIZED,
        () -> tracker.create(RallyWorld.item("T2: x", "")),
        "does not let the user");
    assertThat(world.sandbox.rally().stories()).isEmpty();
  }

  @Test
  void a_session_that_ends_is_begun_again() {
    IssueTracker tracker = world.opened(world.params());
    var item = tracker.create(RallyWorld.item("T2: x", "")).item();
    world.sandbox.rally().endSessions();
    tracker.move(item, Standing.DONE);
    assertThat(world.sandbox.rally().stories().get(0).state()).isEqualTo("Completed");
  }

  @Test
  void what_passes_by_itself_is_tried_again_and_said_when_it_does_not() {
    Predicate<Request> any = request -> true;
    world.sandbox.rallyFaults().on(any, 0, 1, Fault.unavailable());
    world.sandbox.rallyFaults().on(any, 1, 1, Fault.tooMany(Duration.ofSeconds(7)));
    world.sandbox.rallyFaults().on(any, 2, 1, new Fault.Truncated());
    world.sandbox.rallyFaults().on(any, 3, 1, new Fault.Closed());
    assertThatCode(() -> world.opened(world.params())).doesNotThrowAnyException();
    world.sandbox.rallyFaults().next(100, Fault.tooMany(Duration.ofSeconds(7)));
    Throwable busy = catchThrowable(() -> world.opened(world.params()));
    assertThat(busy).isInstanceOf(PeerFailure.class).hasMessageContaining("too many requests");
    assertThat(((PeerFailure) busy).retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void a_login_page_is_not_taken_for_an_answer() {
    world.sandbox.rallyFaults().next(1, Fault.loginPage());
    failed(
        PeerFailure.Kind.NONSENSE, () -> world.opened(world.params()), "HTML page", "alm_server");
    IssueTracker tracker = world.opened(world.params());
    tracker.create(RallyWorld.item("T2: x", ""));
    world.sandbox.rallyFaults().next(1, Fault.loginPage());
    failed(PeerFailure.Kind.NONSENSE, () -> RallyWorld.byTitle(tracker, "T2:"), "HTML page");
  }

  @Test
  void a_creation_whose_answer_was_lost_is_not_sent_again() {
    IssueTracker tracker = world.opened(world.params());
    Predicate<Request> create =
        request -> request.path().endsWith("/hierarchicalrequirement/create");
    for (Fault fault : List.of(new Fault.AnswerLost(), new Fault.Truncated())) {
      int before = world.sandbox.rally().stories().size();
      world.sandbox.rallyFaults().on(create, 0, 1, fault);
      failed(
          PeerFailure.Kind.LOST,
          () -> tracker.create(RallyWorld.item("T2: x", "")),
          "whole answer");
      assertThat(world.sandbox.rally().stories()).hasSize(before + 1);
    }
    world.sandbox.rallyFaults().on(create, 0, 1, Fault.unavailable());
    failed(PeerFailure.Kind.LOST, () -> tracker.create(RallyWorld.item("T2: x", "")), "HTTP 503");
    world.sandbox.rallyFaults().on(create, 0, 1, Fault.tooMany(Duration.ZERO));
    tracker.create(RallyWorld.item("T3: x", ""));
    assertThat(world.sandbox.rally().stories()).hasSize(3);
  }

  @Test
  void a_tag_whose_creation_was_lost_is_not_made_twice() {
    IssueTracker tracker = world.opened(world.params());
    world
        .sandbox
        .rallyFaults()
        .on(request -> request.path().endsWith("/tag/create"), 0, 1, new Fault.AnswerLost());
    List<String> heard = world.heard();
    tracker.create(RallyWorld.item("T2: x", ""));
    assertThat(heard.stream().filter(line -> line.contains("/tag/create"))).hasSize(1);
  }

  @Test
  void what_rally_refuses_for_one_item_says_why() {
    IssueTracker tracker = world.opened(world.params());
    failed(
        PeerFailure.Kind.REFUSED,
        () -> tracker.create(RallyWorld.item("T2: " + "x".repeat(10_000), "")),
        "Name",
        "256");
    var item = tracker.create(RallyWorld.item("T2: x", "")).item();
    world.sandbox.rally().remove(item.key());
    failed(PeerFailure.Kind.REFUSED, () -> tracker.move(item, Standing.DONE), "Cannot find");
  }

  @Test
  void a_host_that_is_not_there_is_said_so() {
    failed(
        PeerFailure.Kind.BUSY,
        () -> world.opened(world.params("alm_server", "127.0.0.1:9")),
        "127.0.0.1:9",
        "refused");
    refused(
        () -> world.opened(world.params("alm_server", "169.254.169.254", "alm_method", "https")),
        "alm_server is refused",
        "metadata");
  }
}
