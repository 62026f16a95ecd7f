package sdesync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.integration.Params;
import sdesync.sync.IssueTracker.Depth;

/** What params mean, by default and when they are wrong. */
class SyncParamsTest {
  @Test
  void the_defaults_are_those_of_sdetools() {
    SyncParams params = read(Map.of());
    assertThat(params.scope())
        .isEqualTo(
            new Scope(Scope.PHASES, Set.of(Meaning.TODO), 7, List.of(), List.of(), Set.of()));
    assertThat(params.policy()).isEqualTo(ConflictPolicy.TRACKER);
    assertThat(params.standard()).isTrue();
    assertThat(params.howTos()).isFalse();
    assertThat(params.label()).isEqualTo("SD-Elements");
    assertThat(params.test()).isNull();
    assertThat(params.connection()).isNull();
  }

  @Test
  void the_example_of_the_api_document_is_read_to_the_last_key() {
    var reader = new ParamReader(new Params(EXAMPLE));
    SyncParams params = SyncParams.read(reader);
    reader.finish();
    assertThat(params.scope())
        .isEqualTo(
            new Scope(
                List.of("requirements", "testing"),
                Set.of(Meaning.TODO, Meaning.DONE, Meaning.NA),
                7,
                List.of(),
                List.of("partial", "none"),
                Set.of()));
    TrackerAccess access = TrackerAccess.read(reader);
    assertThat(access.server()).isEqualTo("rally1.rallydev.com");
    assertThat(reader.text("rally_workspace", "")).isEqualTo("Workspace 1");
    assertThat(reader.text("alm_project", "")).isEqualTo("Shop");
    assertThat(reader.unknown()).isEmpty();
    assertThat(access).asString().doesNotContain("secret-password");
  }

  private static final Map<String, Object> EXAMPLE =
      Map.ofEntries(
          Map.entry("sde_project", "Shop v2"),
          Map.entry("sde_application", "Shop"),
          Map.entry("sde_businessunit", "Retail"),
          Map.entry("alm_method", "https"),
          Map.entry("alm_server", "rally1.rallydev.com"),
          Map.entry("alm_user", "anna"),
          Map.entry("alm_pass", "secret-password"),
          Map.entry("rally_workspace", "Workspace 1"),
          Map.entry("alm_project", "Shop"),
          Map.entry("alm_title_format", "[$application] $task_id $title"),
          Map.entry("alm_phases", "requirements,testing"),
          Map.entry("sde_statuses_in_scope", "TODO,DONE,NA"),
          Map.entry("sde_min_priority", 7),
          Map.entry("sde_verification_filter", "partial,none"),
          Map.entry("conflict_policy", "timestamp"),
          Map.entry("session_capture_socket", "/var/x"),
          Map.entry("show_progress", "True"));

  @Test
  void both_spellings_are_understood_and_contradicting_ones_are_not() {
    SyncParams params =
        read(Map.of("issue_tracker_phases", "testing", "conflict_policy", "issue_tracker"));
    assertThat(params.scope().phases()).containsExactly("testing");
    assertThat(problems(Map.of("alm_context", "a", "issue_tracker_context", "b")))
        .contains("alm_context and issue_tracker_context say different things; keep one.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alm_phases | '' | alm_phases is empty; name at least one, or leave it out.",
        "issue_tracker_phases | '' | issue_tracker_phases is empty; name at least one, or leave it out.",
        "sde_statuses_in_scope | TODO,LATER | sde_statuses_in_scope has 'LATER'; allowed are TODO, DONE, NA.",
        "sde_min_priority | 11 | sde_min_priority is '11'; allowed is 1 to 10.",
        "sde_min_priority | high | sde_min_priority is 'high'; allowed is 1 to 10.",
        "sde_verification_filter | maybe | sde_verification_filter has 'maybe'; allowed are none, partial, pass, fail.",
        "conflict_policy | jira | conflict_policy is 'jira'; allowed are alm, issue_tracker, sde, timestamp.",
        "alm_standard_workflow | yes | alm_standard_workflow is 'yes'; allowed are true, false.",
        "alm_title_format | $title | alm_title_format is '$title'; it needs both ${task_id} and ${title}.",
        "alm_title_format | $task_id $title $x | alm_title_format has the macro x; allowed are task_id, title, context, application, project.",
        "alm_title_format | $task_id $title $context | alm_context is missing, and alm_title_format uses it.",
        "selected_tasks | T1,all | selected_tasks has 'all'; a task is T12 or CT3.",
        "alm_custom_fields | {x | alm_custom_fields is not JSON; a JSON object of texts or lists of texts is expected.",
        "alm_priority_map | {\"1-9\":\"a\"} | alm_priority_map leaves out 10; it has to cover 1 to 10.",
        "alm_priority_map | {\"1-10\":\"a\",\"3\":\"b\"} | alm_priority_map names 3 twice, or beyond 1 to 10.",
        "alm_reference_context | here | alm_reference_context is 'here'; it is the id of a connection.",
        "start_fresh | True | start_fresh is true; this worker deletes no items: set it to false.",
        "test_alm | all | test_alm is 'all'; allowed are server, project, settings."
      })
  void a_wrong_param_is_named_with_its_value_and_what_is_allowed(
      String key, String value, String problem) {
    assertThat(problems(Map.of(key, value))).contains(problem);
  }

  @Test
  void all_wrong_params_are_told_together_and_nothing_is_sent() {
    var world = new World();
    world.params.put("sde_min_priority", "high");
    world.params.put("conflict_policy", "jira");
    world.params.remove("alm_server");
    Outcome outcome = world.run();
    assertThat(outcome.state()).isEqualTo(RunState.REFUSED);
    assertThat(outcome.reason()).isEqualTo(Reason.PARAMS_INVALID);
    assertThat(outcome.message())
        .contains(
            "sde_min_priority is 'high'", "conflict_policy is 'jira'", "alm_server is missing");
    assertThat(world.wire.reads).isZero();
  }

  @Test
  void a_phase_that_sd_elements_does_not_have_is_refused_before_anything_is_written() {
    var world = new World();
    world.params.put("alm_phases", "development,dreaming");
    world.sde.add("T1", "a", FakeSde.TODO);
    Outcome outcome = world.run();
    assertThat(outcome.reason()).isEqualTo(Reason.PARAMS_INVALID);
    assertThat(outcome.message())
        .isEqualTo(
            "alm_phases has 'dreaming'; SD Elements has requirements, architecture-design,"
                + " development, testing.");
    assertThat(world.wire.writes).isEmpty();
  }

  @Test
  void macros_in_custom_fields_are_filled_in_and_other_dollars_stay() {
    SyncParams params =
        read(
            Map.of(
                "sde_application", "Shop",
                "alm_custom_fields",
                    "{\"Team\": \"$application for $5\", \"Tags\": [\"a\", \"${project}\"]}",
                "sde_project", "v2"));
    assertThat(params.fields())
        .isEqualTo(Map.of("Team", "Shop for $5", "Tags", List.of("a", "v2")));
  }

  @Test
  void a_priority_has_the_trackers_word() {
    SyncParams params =
        read(Map.of("alm_priority_map", Map.of("9-10", "High", "4-8", "Normal", "1-3", "Low")));
    assertThat(params.priorities().of(10)).isEqualTo("High");
    assertThat(params.priorities().of(4)).isEqualTo("Normal");
    assertThat(params.priorities().of(0)).isEqualTo("Low");
    assertThat(read(Map.of()).priorities().of(5)).isNull();
  }

  @Test
  void selected_tasks_alone_count_when_there_are_any() {
    SyncParams params = read(Map.of("selected_tasks", "T2, ct3", "sde_min_priority", 10));
    var sde = new World().sde;
    assertThat(params.scope().contains(sde.add("CT3", "a", FakeSde.DONE))).isTrue();
    assertThat(params.scope().creates(sde.add("CT3", "a", FakeSde.DONE))).isTrue();
    assertThat(params.scope().contains(sde.add("T22", "a", FakeSde.TODO))).isFalse();
  }

  @Test
  void the_depth_of_a_trial_is_read() {
    assertThat(read(Map.of("test_alm", "Server")).test()).isEqualTo(Depth.SERVER);
  }

  private static SyncParams read(Map<String, Object> params) {
    var reader = new ParamReader(new Params(params));
    SyncParams read = SyncParams.read(reader);
    reader.finish();
    return read;
  }

  private static String problems(Map<String, Object> params) {
    var reader = new ParamReader(new Params(new HashMap<>(params)));
    SyncParams.read(reader);
    var told = new StringBuilder();
    assertThatThrownBy(reader::finish)
        .isInstanceOfSatisfying(ParamsRefused.class, refused -> told.append(refused.getMessage()));
    return told.toString();
  }
}
