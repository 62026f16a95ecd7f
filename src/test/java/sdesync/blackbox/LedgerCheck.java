package sdesync.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares a ledger with what the commands themselves wrote down: no slot lost, none done twice
 * except as the recovery of a cut run, no overlap (contract section 5, rules 1 and 3).
 */
final class LedgerCheck {
  private static final Set<String> FINAL =
      Set.of("succeeded", "failed", "timed_out", "cancelled", "refused", "skipped", "lost");

  private final Map<String, JsonNode> runs = new HashMap<>();
  private final Set<String> silent = new HashSet<>();
  private final Duration period;
  private final List<String> faults = new ArrayList<>();

  /**
   * @param runs as {@code runs --json} prints them
   * @param seconds between two slots of every integration that has any
   */
  LedgerCheck(JsonNode runs, int seconds) {
    runs.forEach(run -> this.runs.put(text(run, "id"), run));
    this.period = Duration.ofSeconds(seconds);
  }

  /** Runs of this command write nothing down. */
  LedgerCheck silent(String command) {
    silent.add(command);
    return this;
  }

  /**
   * @param record lines such as {@code start 7 r… 1}
   * @param accepted ids of runs somebody asked for and was promised
   * @return what is wrong
   */
  List<String> against(List<String> record, List<String> accepted) {
    everySlotOnce();
    cutRunsAreRepeatedOnce();
    record(record);
    for (String id : accepted) {
      check(runs.containsKey(id), "run " + id + " was accepted and is lost");
    }
    runs.values()
        .forEach(run -> check(!text(run, "state").equals("running"), "left running: " + run));
    return faults;
  }

  private void check(boolean right, String fault) {
    if (!right) {
      faults.add(fault);
    }
  }

  private void everySlotOnce() {
    var covered = new HashMap<String, TreeMap<Instant, Integer>>();
    for (JsonNode run : runs.values()) {
      if (!isCut(run) && !run.get("slot").isNull()) {
        Instant slot = Instant.parse(text(run, "slot"));
        for (int i = 0; i < run.get("slots").asInt(); i++) {
          covered
              .computeIfAbsent(text(run, "integration_id"), any -> new TreeMap<>())
              .merge(slot.plus(period.multipliedBy(i)), 1, Integer::sum);
        }
        Instant last = slot.plus(period.multipliedBy(run.get("slots").asInt() - 1L));
        check(last.toString().equals(text(run, "slot_last")), "miscounted: " + run);
      }
    }
    check(!covered.isEmpty(), "no slot at all");
    covered.forEach(this::once);
  }

  private void once(String integration, SortedMap<Instant, Integer> slots) {
    Instant expected = slots.firstKey();
    for (Map.Entry<Instant, Integer> slot : slots.entrySet()) {
      while (expected.isBefore(slot.getKey())) {
        faults.add("slot " + expected + " of " + integration + " is lost");
        expected = expected.plus(period);
      }
      check(
          slot.getValue() == 1,
          "slot %s of %s is there %d times".formatted(expected, integration, slot.getValue()));
      expected = expected.plus(period);
    }
  }

  private void cutRunsAreRepeatedOnce() {
    var repeated = new HashSet<String>();
    for (JsonNode run : runs.values()) {
      if (!run.get("recovers").isNull()) {
        String cut = text(run, "recovers");
        check(repeated.add(cut), "run " + cut + " was repeated twice");
        check(runs.containsKey(cut) && isCut(runs.get(cut)), cut + " was repeated, not being cut");
      }
    }
    runs.forEach(
        (id, run) -> check(!isCut(run) || repeated.contains(id), "cut, not repeated: " + run));
  }

  private void record(List<String> record) {
    var started = new HashSet<String>();
    var ended = new HashSet<String>();
    for (String line : record) {
      String[] words = line.split(" ", -1);
      String attempt = words[2] + " " + words[3];
      check(!words[0].equals("overlap"), "two at once: " + line);
      if (words[0].equals("start")) {
        check(started.add(attempt), "done twice: " + line);
        JsonNode run = runs.get(words[2]);
        check(
            run != null && text(run, "integration_id").equals(words[1]),
            "done, but not in the ledger: " + line);
      } else if (words[0].equals("end")) {
        ended.add(words[2]);
      }
    }
    runs.forEach(
        (id, run) -> {
          String state = text(run, "state");
          check(
              !state.equals("succeeded")
                  || ended.contains(id)
                  || silent.contains(run.path("command").asText()),
              "succeeded, but not done: " + run);
          check(
              !ended.contains(id)
                  || state.equals("succeeded")
                  || isCut(run)
                  || state.equals("failed"),
              "done, but the ledger says otherwise: " + run);
          check(FINAL.contains(state) || state.equals("queued"), "unknown state: " + run);
        });
  }

  private static boolean isCut(JsonNode run) {
    String state = text(run, "state");
    return state.equals("lost")
        || (state.equals("cancelled")
            && Set.of("shutdown", "lease_lost").contains(text(run, "reason")));
  }

  private static String text(JsonNode run, String field) {
    return run.get(field).asText();
  }
}
