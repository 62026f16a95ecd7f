package sdesync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.integration.Trigger;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxJobs.SandboxJob;
import sdesync.sandbox.wire.Answer;
import sdesync.sandbox.wire.Fault;
import sdesync.sandbox.wire.Request;
import sdesync.store.AskedJob;
import sdesync.store.AskedJobStore;

/** What somebody asks for in SD Elements is run once, in their name, and answered. */
class JobRequestsTest {
  private static final String ANN = "ann@example.com";
  private static final Fault REFUSAL = new Fault.Instead(Answer.error(422, "It has ended."));

  @TempDir Path folder;
  private JobsRig rig;
  private JobRequests requests;

  @BeforeEach
  void start() {
    rig = new JobsRig(folder, null);
    requests = rig.requests();
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  private void ends(String run, RunState state, Reason reason, Trigger trigger, String recovers) {
    rig.put(JobsRig.run(run, state, reason, trigger, ANN, recovers));
    rig.reports.report(run);
  }

  private SandboxJob onlyJob() {
    List<SandboxJob> jobs = rig.sandbox.jobs().all();
    assertThat(jobs).hasSize(1);
    return jobs.get(0);
  }

  @Test
  void it_is_run_once_by_all_nodes_together_and_answered_in_the_job_itself() {
    rig.sandbox.jobs().request(2, ANN);
    requests.look();
    rig.requests().look();
    requests.look();
    assertThat(rig.asked).containsExactly("2 " + ANN);
    assertThat(onlyJob().ready()).isFalse();

    rig.put(JobsRig.run("r1", RunState.SUCCEEDED, null, Trigger.MANUAL, ANN, null));
    rig.reports.report("r1");
    assertThat(onlyJob().ready()).isTrue();
    assertThat(onlyJob().succeeded()).isTrue();
    assertThat(onlyJob().message()).isEqualTo("succeeded (created=2) [r1]");

    requests.look();
    rig.reports.report("r1");
    assertThat(rig.asked).hasSize(1);
  }

  @Test
  void a_job_of_an_unknown_connection_is_left_alone() {
    rig.sandbox.jobs().request(6, ANN);
    requests.look();
    assertThat(rig.asked).isEmpty();
    assertThat(onlyJob().ready()).isFalse();
  }

  @Test
  void an_end_that_was_not_told_is_told_at_the_next_look() {
    rig.sandbox.jobs().request(2, ANN);
    requests.look();
    rig.put(JobsRig.run("r1", RunState.REFUSED, Reason.PAUSED, Trigger.MANUAL, ANN, null));
    requests.look();
    assertThat(onlyJob().ready()).isTrue();
    assertThat(onlyJob().succeeded()).isFalse();
    assertThat(onlyJob().message()).startsWith("refused: paused");
  }

  @Test
  void the_end_of_a_run_that_was_cut_is_that_of_the_one_that_repeats_it() {
    rig.sandbox.jobs().request(2, ANN);
    requests.look();
    ends("r1", RunState.CANCELLED, Reason.SHUTDOWN, Trigger.MANUAL, "r0");
    requests.look();
    assertThat(onlyJob().ready()).isFalse();

    ends("r2", RunState.FAILED, Reason.EXIT_CODE, Trigger.RECOVERY, "r1");
    assertThat(onlyJob().ready()).isTrue();
    assertThat(rig.asked).hasSize(1);
  }

  @Test
  void what_a_node_took_and_died_with_is_taken_again_after_a_while() {
    long id = rig.sandbox.jobs().request(2, ANN);
    rig.database.inTransaction(
        tx -> {
          new AskedJobStore().add(tx, new AskedJob("alm", id, 2, rig.now, null, null));
          return id;
        });
    requests.look();
    assertThat(rig.asked).isEmpty();

    rig.now = rig.now.plus(Duration.ofMinutes(6));
    requests.look();
    rig.requests().look();
    assertThat(rig.asked).hasSize(1);
  }

  @Test
  void a_refused_answer_is_not_sent_again_and_keeps_no_other_job_waiting() {
    List<String> answers = new ArrayList<>();
    sandbox().faults().on(JobRequestsTest::isAnswer, 0, 9, REFUSAL);
    sandbox().requests().listen(line -> answers.add(line.method()));
    sandbox().jobs().request(2, ANN);
    requests.look();
    rig.put(JobsRig.run("r1", RunState.REFUSED, Reason.PAUSED, Trigger.MANUAL, ANN, null));
    sandbox().jobs().request(2, "bob@example.com");
    requests.look();
    assertThat(rig.asked).containsExactly("2 " + ANN, "2 bob@example.com");
    requests.look();
    assertThat(answers).containsOnlyOnce("PATCH");
  }

  private static boolean isAnswer(Request request) {
    return request.method().equals("PATCH");
  }

  private Sandbox sandbox() {
    return rig.sandbox;
  }

  @Test
  void a_server_that_is_away_or_has_no_jobs_is_no_failure() {
    rig.sandbox.close();
    requests.look();
    requests.look();
    assertThat(rig.asked).isEmpty();
  }
}
