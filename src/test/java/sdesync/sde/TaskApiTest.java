package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.http.HttpSettings;
import sdesync.http.Outbound;
import sdesync.redact.Secret;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxSettings;
import sdesync.sandbox.SandboxTask;
import sdesync.sandbox.TaskStatus;
import sdesync.sandbox.wire.Fault;
import sdesync.sync.Meaning;
import sdesync.sync.Patience;
import sdesync.sync.PeerFailure;
import sdesync.sync.ProjectTasks;
import sdesync.sync.Task;
import sdesync.sync.TaskReference;

/** SD Elements' tasks, read and written over real sockets. */
class TaskApiTest {
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Outbound outbound =
      new Outbound(
          new HttpSettings(null, List.of(), null, Duration.ofSeconds(2), Duration.ofSeconds(1)),
          System::nanoTime);
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
    outbound.beans().forEach(context.getRegistry()::bind);
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    sandbox.close();
  }

  private ProjectTasks tasks(long project) {
    return tasks(project, sandbox.url(), Secret.of(Sandbox.TOKEN), Secret.of(Sandbox.ADMIN_TOKEN));
  }

  private ProjectTasks tasks(
      long project, URI url, @Nullable Secret token, @Nullable Secret admin) {
    var settings = new SdeSettings(url, token, admin, List.of(), Map.of(), 100, 100_000_000);
    return new TaskApi(settings, outbound, InstantSource.system())
        .tasks(project, host -> new AtOnce());
  }

  private static List<Task> all(ProjectTasks tasks) {
    List<Task> all = new ArrayList<>();
    tasks.tasks(false, all::add);
    return all;
  }

  private List<String> heard() {
    List<String> heard = new CopyOnWriteArrayList<>();
    sandbox.requests().listen(line -> heard.add(line.method() + " " + line.target()));
    return heard;
  }

  @Test
  void a_task_has_all_that_the_sync_asks_about() {
    var project = sandbox.projects().project(2);
    project.setStatus("T3", "TS4");
    Task task =
        all(tasks(2)).stream().filter(t -> t.number().equals("T3")).findFirst().orElseThrow();
    assertThat(task.id()).isEqualTo("2-T3");
    assertThat(task.title()).isEqualTo("Store passwords with a slow hash");
    assertThat(task.phase()).isEqualTo("architecture-design");
    assertThat(task.priority()).isEqualTo(9);
    assertThat(task.tags()).containsExactly("crypto", "owasp");
    assertThat(task.status())
        .isEqualTo(new sdesync.sync.TaskStatus("TS4", "Risk accepted", Meaning.NA));
    assertThat(task.changed())
        .isEqualTo(project.task("T3").statusUpdated().truncatedTo(ChronoUnit.MICROS));
    assertThat(task.url()).startsWith(sandbox.url() + "/").endsWith("/2-T3/");
    assertThat(task.verification()).isEqualTo("none");
    assertThat(task.relevant()).isTrue();
    assertThat(task.references()).isEmpty();
    assertThat(task.text()).isEqualTo("Do it.");
  }

  @Test
  void statuses_and_phases_are_the_organisations() {
    sandbox.projects().add(new TaskStatus("TS9", "Waived", "WAIVED", "DONE"));
    assertThat(tasks(2).statuses())
        .extracting("id", "meaning")
        .contains(tuple("TS1", Meaning.DONE), tuple("TS9", Meaning.DONE))
        .startsWith(tuple("TS1", Meaning.DONE));
    assertThat(tasks(2).phases()).contains("requirements", "deployment");
  }

  @Test
  void status_note_and_reference_are_written_and_read_back() {
    ProjectTasks tasks = tasks(2);
    List<String> heard = heard();
    tasks.setStatus("2-T1", tasks.statuses().get(0));
    tasks.note("2-T1", "Größe 😀 \"x\"\n<b>");
    var reference =
        new TaskReference(1, "123", "US1", "https://rally.example/#/1d/detail/userstory/123");
    tasks.refer("2-T1", reference);
    assertThat(sandbox.projects().project(2).task("T1").status()).isEqualTo("TS1");
    assertThat(sandbox.projects().project(2).notes("T1"))
        .singleElement()
        .satisfies(note -> assertThat(note.automatic()).isTrue());
    assertThat(tasks.notes("2-T1")).containsExactly("Größe 😀 \"x\"\n<b>");
    assertThat(tasks.references("2-T1")).containsExactly(reference);
    assertThat(all(tasks))
        .anySatisfy(task -> assertThat(task.references()).containsExactly(reference));
    assertThat(heard).allMatch(line -> !line.contains("include=params"));
  }

  @Test
  void five_hundred_tasks_are_one_page_and_more_are_more() {
    var project = sandbox.projects().project(3);
    for (int i = 0; i < 2_500; i++) {
      project.add(SandboxTask.open("T" + i, "t", InstantSource.system().instant()));
    }
    ProjectTasks tasks = tasks(3);
    tasks.statuses();
    List<String> heard = heard();
    assertThat(all(tasks)).hasSize(2_500);
    assertThat(heard).hasSize(3);
    assertThat(heard.get(2)).contains("include=tags,references");
  }

  @Test
  void the_ordinary_token_works_and_the_admin_one_only_where_it_is_the_only_one() {
    List<String> callers = new CopyOnWriteArrayList<>();
    sandbox.requests().listen(line -> callers.add(line.caller()));
    tasks(2).phases();
    assertThat(callers).isNotEmpty().noneMatch(caller -> caller.contains("admin"));
    callers.clear();
    tasks(2, sandbox.url(), null, Secret.of(Sandbox.ADMIN_TOKEN)).phases();
    assertThat(callers).isNotEmpty().allMatch(caller -> caller.contains("admin"));
  }

  @Test
  void a_refused_token_is_named_and_not_replaced_by_the_other() {
    assertThatThrownBy(
            () ->
                tasks(2, sandbox.url(), Secret.of("wrong"), Secret.of(Sandbox.ADMIN_TOKEN))
                    .phases())
        .isInstanceOf(PeerFailure.class)
        .hasMessageContaining("sde.token")
        .satisfies(
            e -> assertThat(((PeerFailure) e).kind()).isEqualTo(PeerFailure.Kind.UNAUTHORIZED));
  }

  @Test
  void a_note_whose_answer_was_lost_is_not_written_again() {
    ProjectTasks tasks = tasks(2);
    sandbox
        .faults()
        .on(request -> request.path().endsWith("/notes/"), 0, 1, new Fault.AnswerLost());
    assertThatThrownBy(() -> tasks.note("2-T1", "x"))
        .isInstanceOf(PeerFailure.class)
        .satisfies(e -> assertThat(((PeerFailure) e).kind()).isEqualTo(PeerFailure.Kind.LOST));
    assertThat(sandbox.projects().project(2).notes("T1")).hasSize(1);
    assertThat(tasks.notes("2-T1")).containsExactly("x");
  }

  @Test
  void a_login_page_instead_of_an_answer_is_no_success() {
    ProjectTasks tasks = tasks(2);
    var done = tasks.statuses().get(0);
    sandbox.faults().next(1, Fault.loginPage());
    assertThatThrownBy(() -> tasks.setStatus("2-T1", done))
        .isInstanceOf(PeerFailure.class)
        .hasMessageContaining("HTML page");
  }

  @Test
  void a_task_that_is_gone_and_a_project_that_is_not_there() {
    ProjectTasks tasks = tasks(2);
    var done = tasks.statuses().get(0);
    assertThatThrownBy(() -> tasks.setStatus("2-T999", done))
        .satisfies(e -> assertThat(((PeerFailure) e).kind()).isEqualTo(PeerFailure.Kind.REFUSED));
    assertThatThrownBy(() -> all(tasks(99))).hasMessageContaining("HTTP 404");
  }

  @Test
  void reads_are_tried_again() {
    ProjectTasks tasks = tasks(2);
    sandbox.faults().next(1, Fault.unavailable());
    sandbox.faults().on(request -> true, 1, 1, new Fault.Truncated());
    sandbox.faults().on(request -> true, 2, 1, new Fault.Closed());
    assertThat(all(tasks)).hasSize(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2-T1/../../x", "", "2-T1?x", "a b", "2-T1\n"})
  void an_id_that_would_change_the_path_is_refused(String id) {
    assertThatThrownBy(() -> tasks(2).note(id, "x")).isInstanceOf(PeerFailure.class);
  }

  /** Tries again at once. */
  private static final class AtOnce implements Patience {
    @Override
    public <T> T repeatable(Supplier<T> request) {
      return send(request, Set.of(PeerFailure.Kind.BUSY, PeerFailure.Kind.LOST));
    }

    @Override
    public <T> T once(Supplier<T> request) {
      return send(request, Set.of(PeerFailure.Kind.BUSY));
    }

    private static <T> T send(Supplier<T> request, Set<PeerFailure.Kind> again) {
      for (int tries = 1; ; tries++) {
        try {
          return request.get();
        } catch (PeerFailure e) {
          if (!again.contains(e.kind()) || tries == 6) {
            throw e;
          }
        }
      }
    }
  }
}
