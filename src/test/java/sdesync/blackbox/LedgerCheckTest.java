package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge of the kill test sees each fault it is there for. */
class LedgerCheckTest {
  private static final List<String> DONE = List.of("start 7 r1 1", "end 7 r1 1");
  private final ArrayNode runs = new ObjectMapper().createArrayNode();

  @Test
  void a_right_ledger_has_no_fault() {
    run("r1", "00", 1, "succeeded", null);
    run("r2", "02", 2, "skipped", null);
    run("r3", "06", 1, "lost", null);
    run("r4", "06", 1, "succeeded", "r3");
    assertThat(
            faults(
                List.of("start 7 r1 1", "end 7 r1 1", "start 7 r3 1", "start 7 r4 1", "end 7 r4 1"),
                List.of("r1")))
        .isEmpty();
  }

  @Test
  void a_lost_slot_is_seen() {
    run("r1", "00", 1, "succeeded", null);
    run("r2", "04", 1, "skipped", null);
    assertThat(faults(DONE, List.of())).singleElement().asString().contains(":02Z", "is lost");
  }

  @Test
  void a_slot_accounted_for_twice_is_seen() {
    run("r1", "00", 1, "succeeded", null);
    run("r2", "00", 1, "skipped", null);
    assertThat(faults(DONE, List.of())).singleElement().asString().contains("2 times");
  }

  @Test
  void a_cut_run_that_is_not_repeated_and_one_repeated_without_being_cut_are_seen() {
    run("r1", "00", 1, "succeeded", null);
    run("r2", "02", 1, "lost", null);
    run("r3", "02", 1, "skipped", "r1");
    assertThat(faults(DONE, List.of()))
        .anyMatch(fault -> fault.contains("not being cut"))
        .anyMatch(fault -> fault.contains("not repeated"));
  }

  @Test
  void what_the_commands_know_better_is_seen() {
    run("r1", "00", 1, "succeeded", null);
    assertThat(faults(List.of("start 7 r1 1", "start 7 r1 1", "end 7 r1 1"), List.of()))
        .singleElement()
        .asString()
        .contains("done twice");
    assertThat(faults(List.of("start 7 r1 1"), List.of())).anyMatch(f -> f.contains("not done"));
    assertThat(faults(List.of("start 7 r1 1", "end 7 r1 1", "start 7 r9 1"), List.of()))
        .anyMatch(f -> f.contains("not in the ledger"));
    assertThat(faults(List.of("overlap 7 r1 1", "start 7 r1 1", "end 7 r1 1"), List.of()))
        .anyMatch(f -> f.contains("two at once"));
  }

  @Test
  void a_lost_request_and_a_row_left_running_are_seen() {
    run("r1", "00", 1, "succeeded", null);
    assertThat(faults(DONE, List.of("r8"))).anyMatch(fault -> fault.contains("r8"));
    run("r2", "02", 1, "running", null);
    assertThat(faults(DONE, List.of())).anyMatch(fault -> fault.contains("left running"));
  }

  private List<String> faults(List<String> record, List<String> accepted) {
    return new LedgerCheck(runs, 2).against(record, accepted);
  }

  private void run(
      String id,
      String second,
      int slots,
      String state,
      @org.jspecify.annotations.Nullable String recovers) {
    int last = Integer.parseInt(second) + 2 * (slots - 1);
    runs.addObject()
        .put("id", id)
        .put("integration_id", 7)
        .put("slot", "2026-03-01T00:00:" + second + "Z")
        .put("slot_last", "2026-03-01T00:00:%02dZ".formatted(last))
        .put("slots", slots)
        .put("state", state)
        .put("reason", (String) null)
        .put("recovers", recovers);
  }
}
