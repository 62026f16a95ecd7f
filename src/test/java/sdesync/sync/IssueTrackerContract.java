package sdesync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the sync relies on in any tracker. */
public abstract class IssueTrackerContract {
  /** Open to its settings, with nothing in it. */
  protected abstract IssueTracker tracker();

  /** The notes that people see at an item. */
  protected abstract List<String> notes(WorkItem item);

  /** Somebody deletes it in the tracker. */
  protected abstract void remove(WorkItem item);

  @Test
  void what_is_made_is_found_as_it_was_made() {
    IssueTracker tracker = tracker();
    WorkItem made = tracker.create(item("T2: Hash passwords", Standing.OPEN)).item();
    for (WorkItem found :
        List.of(byRef(tracker, made), find(tracker, Set.of(), Set.of("T2")).get(0))) {
      assertThat(found.ref()).isEqualTo(made.ref());
      assertThat(found.key()).isEqualTo(made.key()).isNotBlank();
      assertThat(found.title()).isEqualTo("T2: Hash passwords");
      assertThat(found.standing()).isEqualTo(Standing.OPEN);
      assertThat(found.labels()).containsExactly("SD-Elements");
      assertThat(found.created()).isEqualTo(made.created());
      assertThat(found.link()).startsWith("http").contains(made.ref());
    }
    assertThat(find(tracker, Set.of(), Set.of("T2")).get(0).description()).contains("how to hash");
  }

  @Test
  void what_is_made_done_is_done() {
    IssueTracker tracker = tracker();
    WorkItem made = tracker.create(item("T2: Hash passwords", Standing.DONE)).item();
    assertThat(byRef(tracker, made).standing()).isEqualTo(Standing.DONE);
  }

  @Test
  void the_longest_title_is_kept_whole() {
    IssueTracker tracker = tracker();
    String title = "T2: " + "x".repeat(tracker.longestTitle() - 4);
    WorkItem made = tracker.create(item(title, Standing.OPEN)).item();
    assertThat(byRef(tracker, made).title()).isEqualTo(title);
  }

  @Test
  void a_move_may_be_repeated_and_taken_back() {
    IssueTracker tracker = tracker();
    WorkItem made = tracker.create(item("T2: Hash passwords", Standing.OPEN)).item();
    for (Standing to : List.of(Standing.DONE, Standing.DONE, Standing.OPEN, Standing.OPEN)) {
      tracker.move(made, to);
      assertThat(byRef(tracker, made).standing()).isEqualTo(to);
    }
  }

  @Test
  void labels_are_added_to_those_it_has_and_none_twice() {
    IssueTracker tracker = tracker();
    WorkItem made = tracker.create(item("T2: Hash passwords", Standing.OPEN)).item();
    tracker.addLabels(made, List.of("crypto", "SD-Elements"));
    tracker.addLabels(byRef(tracker, made), List.of("crypto", "login"));
    assertThat(byRef(tracker, made).labels())
        .containsExactlyInAnyOrder("SD-Elements", "crypto", "login");
  }

  @Test
  void what_is_closed_is_done_and_says_why_also_when_it_was_done_before() {
    IssueTracker tracker = tracker();
    WorkItem made = tracker.create(item("T2: Hash passwords", Standing.OPEN)).item();
    tracker.move(made, Standing.DONE);
    tracker.close(byRef(tracker, made), "Its task left the project.");
    assertThat(byRef(tracker, made).standing()).isEqualTo(Standing.DONE);
    assertThat(notes(made)).anyMatch(note -> note.contains("Its task left the project."));
  }

  @Test
  void what_was_deleted_is_not_found_and_cannot_be_changed() {
    IssueTracker tracker = tracker();
    WorkItem made = tracker.create(item("T2: Hash passwords", Standing.OPEN)).item();
    remove(made);
    assertThat(find(tracker, Set.of(made.ref()), Set.of("T2"))).isEmpty();
    assertThatThrownBy(() -> tracker.move(made, Standing.DONE))
        .isInstanceOfSatisfying(
            PeerFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(PeerFailure.Kind.REFUSED));
  }

  @Test
  void its_place_is_the_same_whenever_one_asks() {
    IssueTracker tracker = tracker();
    assertThat(tracker.location()).isNotBlank().isEqualTo(tracker.location());
    assertThat(tracker.name()).isNotBlank();
  }

  @Test
  void many_threads_may_use_it_at_once() throws Exception {
    IssueTracker tracker = tracker();
    var work = new ArrayList<Callable<WorkItem>>();
    for (int i = 1; i <= 24; i++) {
      String title = "T" + i + ": one of many";
      work.add(() -> tracker.create(item(title, Standing.OPEN)).item());
    }
    var threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<WorkItem> made : threads.invokeAll(work)) {
        assertThat(byRef(tracker, made.get()).title()).isEqualTo(made.get().title());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(find(tracker, Set.of(), Set.of("one of many"))).hasSize(24);
  }

  private static NewItem item(String title, Standing standing) {
    return new NewItem(
        title, "This says how to hash.", standing, List.of("SD-Elements"), null, Map.of());
  }

  private static WorkItem byRef(IssueTracker tracker, WorkItem item) {
    WorkItem found =
        find(tracker, Set.of(item.ref()), Set.of()).stream()
            .filter(one -> one.ref().equals(item.ref()))
            .findFirst()
            .orElse(null);
    return there(found, item);
  }

  private static WorkItem there(@Nullable WorkItem found, WorkItem item) {
    if (found == null) {
      throw new AssertionError(item.key() + " is not found");
    }
    return found;
  }

  /** A tracker may give more than was asked for, and one twice. */
  private static List<WorkItem> find(IssueTracker tracker, Set<String> refs, Set<String> parts) {
    Map<String, WorkItem> found = new LinkedHashMap<>();
    tracker.find(new Search(refs, parts, Map.of()), item -> found.put(item.ref(), item));
    return List.copyOf(found.values());
  }
}
