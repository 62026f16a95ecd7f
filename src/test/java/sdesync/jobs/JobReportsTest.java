package sdesync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.integration.Trigger;
import sdesync.sandbox.SandboxJobs.SandboxJob;

/** How a run ended stands in SD Elements as a job of its connection. */
class JobReportsTest {
  @TempDir Path folder;
  private JobsRig rig;

  @BeforeEach
  void start() {
    rig = new JobsRig(folder, null);
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  @Test
  void a_success_is_a_job_with_its_summary() {
    rig.put(JobsRig.run("r1", RunState.SUCCEEDED, null, Trigger.SCHEDULE, null, null));
    rig.reports.report("r1");
    assertThat(rig.sandbox.jobs().all()).hasSize(1);
    SandboxJob job = rig.sandbox.jobs().all().get(0);
    assertThat(job.connection()).isEqualTo(2);
    assertThat(job.succeeded()).isTrue();
    assertThat(job.automatic()).isTrue();
    assertThat(job.message()).isEqualTo("succeeded (created=2) [r1]");
  }

  @Test
  void a_failure_is_a_job_with_its_reason() {
    rig.put(JobsRig.run("r1", RunState.FAILED, Reason.EXIT_CODE, Trigger.MANUAL, "cli: ann", null));
    rig.reports.report("r1");
    SandboxJob job = rig.sandbox.jobs().all().get(0);
    assertThat(job.succeeded()).isFalse();
    assertThat(job.automatic()).isFalse();
    assertThat(job.message())
        .isEqualTo("failed: exit_code. The command ended with exit code 3. [r1]");
  }

  @Test
  void what_did_not_run_or_is_run_again_is_not_told() {
    rig.put(JobsRig.run("r1", RunState.QUEUED, null, Trigger.SCHEDULE, null, null));
    rig.put(JobsRig.run("r2", RunState.CANCELLED, Reason.SHUTDOWN, Trigger.SCHEDULE, null, null));
    rig.put(JobsRig.run("r3", RunState.LOST, Reason.NODE_LOST, Trigger.SCHEDULE, null, null));
    rig.put(JobsRig.run("r4", RunState.SKIPPED, Reason.OVERLAP, Trigger.SCHEDULE, null, null));
    for (String id : new String[] {"r1", "r2", "r3", "r4", "r5"}) {
      rig.reports.report(id);
    }
    assertThat(rig.sandbox.jobs().all()).isEmpty();

    rig.put(JobsRig.run("r6", RunState.FAILED, Reason.NODE_LOST, Trigger.RECOVERY, null, "r3"));
    rig.reports.report("r6");
    assertThat(rig.sandbox.jobs().all()).hasSize(1);
  }

  @Test
  void it_can_be_switched_off(@TempDir Path other) throws Exception {
    try (var silent = new JobsRig(other, false)) {
      silent.put(JobsRig.run("r1", RunState.SUCCEEDED, null, Trigger.SCHEDULE, null, null));
      silent.reports.report("r1");
      assertThat(silent.sandbox.jobs().all()).isEmpty();
    }
  }
}
