package sdesync.rally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.sandbox.rally.Rally.WorkItem;
import sdesync.sync.Created;
import sdesync.sync.IssueTracker;
import sdesync.sync.NewItem;
import sdesync.sync.Search;
import sdesync.sync.Standing;

/** What the sync asks of a tracker, done by Rally. */
class RallyTest {
  private final RallyWorld world = new RallyWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  private WorkItem only() {
    assertThat(world.sandbox.rally().stories()).hasSize(1);
    return world.sandbox.rally().stories().get(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_item_is_made_found_moved_and_closed(boolean key) {
    IssueTracker tracker =
        world.opened(key ? world.keyParams(sdesync.sandbox.rally.Rally.API_KEY) : world.params());
    Created created = tracker.create(RallyWorld.item("T2: Größe 😀 & <b>", "a *b*"));
    assertThat(created.notices()).isEmpty();
    assertThat(only().name()).as("where no tag may begin").isEqualTo("T2: Größe 😀 & ‹b>");
    assertThat(only().description()).isEqualTo("<p>a <em>b</em></p>\n");
    assertThat(only().tags()).containsExactly("SD-Elements");
    assertThat(only().project()).isEqualTo("Rally Project");
    assertThat(only().state()).isEqualTo("Defined");

    var found = Objects.requireNonNull(RallyWorld.byRef(tracker, created.item().ref()));
    assertThat(found.key()).isEqualTo(only().formattedId()).isEqualTo(created.item().key());
    assertThat(found.standing()).isEqualTo(Standing.OPEN);
    assertThat(found.labels()).containsExactly("SD-Elements");
    assertThat(found.link())
        .isEqualTo(
            world.sandbox.rallyUrl()
                + "/#/"
                + world.project()
                + "d/detail/userstory/"
                + created.item().ref());
    assertThat(found.created()).isNotNull().isEqualTo(created.item().created());

    tracker.move(found, Standing.DONE);
    assertThat(only().state()).isEqualTo("Completed");
    assertThat(Objects.requireNonNull(RallyWorld.byRef(tracker, found.ref())).standing())
        .isEqualTo(Standing.DONE);
    tracker.move(found, Standing.OPEN);
    assertThat(only().state()).isEqualTo("Defined");
    tracker.addLabels(found, List.of("crypto", "SD-Elements"));
    tracker.addLabels(found, List.of("crypto"));
    assertThat(only().tags()).containsExactlyInAnyOrder("SD-Elements", "crypto");
    tracker.close(found, "Its task <left> the project.");
    assertThat(only().state()).isEqualTo("Completed");
  }

  @Test
  void looking_takes_six_requests_and_each_item_made_one_more() {
    List<String> heard = world.heard();
    IssueTracker tracker = world.opened(world.params());
    assertThat(heard).hasSize(6);
    tracker.create(RallyWorld.item("T1: x", "")); // and the session and the tag
    heard.clear();
    for (int i = 0; i < 20; i++) {
      tracker.create(RallyWorld.item("T2: x", ""));
    }
    assertThat(heard).hasSize(20);
  }

  @Test
  void a_note_at_a_closed_item_stands_below_its_own_notes_and_only_once() {
    IssueTracker tracker = world.opened(world.params());
    var item = tracker.create(RallyWorld.item("T2: x", "d")).item();
    List<String> heard = world.heard();
    tracker.close(item, "left <it>");
    tracker.close(item, "left <it>");
    assertThat(heard).hasSize(4);
    assertThat(heard.get(0)).startsWith("GET").contains("fetch=Notes");
    assertThat(world.sandbox.rally().notes(item.key())).isEqualTo("<p>left &lt;it&gt;</p>");
  }

  @Test
  void an_item_can_be_born_done() {
    IssueTracker tracker = world.opened(world.params("rally_done_statuses", "Accepted,Completed"));
    tracker.create(new NewItem("T2: x", "", Standing.DONE, List.of(), null, Map.of()));
    assertThat(only().state()).isEqualTo("Accepted");
  }

  @Test
  void titles_hold_the_part_and_hostile_ones_change_no_query() {
    IssueTracker tracker = world.opened(world.params());
    List<String> titles =
        List.of(
            "T2: x",
            "T22: x",
            "[SEC] T2: y",
            "he said \"T3:\") OR (Name != \"\"",
            "back\\slash T4: \\\"");
    titles.forEach(title -> tracker.create(RallyWorld.item(title, "")));
    assertThat(RallyWorld.byTitle(tracker, "T2:"))
        .extracting("title")
        .containsExactlyInAnyOrder("T2: x", "[SEC] T2: y");
    assertThat(RallyWorld.byTitle(tracker, "\"T3:\") OR (Name != \"\""))
        .extracting("title")
        .containsExactly(titles.get(3));
    assertThat(RallyWorld.byTitle(tracker, "\\slash T4: \\\"")).hasSize(1);
    assertThat(RallyWorld.byTitle(tracker, "\") OR (Name contains \"T2")).isEmpty();
    assertThat(RallyWorld.byTitle(tracker, "T2:", "T22:", "T99:")).hasSize(3);
  }

  @Test
  void only_the_project_of_the_params_is_searched_by_title_but_a_link_is_found_where_it_went() {
    IssueTracker tracker = world.opened(world.params());
    long other = world.sandbox.rally().project("Rally Workspace", "Other Project");
    WorkItem there = world.sandbox.rally().addStory(other, "T2: x", "");
    assertThat(RallyWorld.byTitle(tracker, "T2:")).isEmpty();
    assertThat(RallyWorld.byRef(tracker, Long.toString(there.id()))).isNotNull();
  }

  @Test
  void many_links_are_found_in_one_request_and_descriptions_are_not_read_for_them() {
    IssueTracker tracker = world.opened(world.params());
    Set<String> refs = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      var made = world.sandbox.rally().addStory(world.project(), "T" + i + ": x", "d");
      refs.add(Long.toString(made.id()));
    }
    List<String> heard = world.heard();
    assertThat(RallyWorld.find(tracker, new Search(refs, Set.of(), Map.of())))
        .hasSize(500)
        .allMatch(item -> item.description().isEmpty());
    assertThat(heard).hasSize(1);
  }

  @Test
  void many_titles_are_found_in_few_requests_with_their_descriptions() {
    IssueTracker tracker = world.opened(world.params());
    Set<String> parts = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      world.sandbox.rally().addStory(world.project(), "T" + i + ": x", "d" + i);
      world.sandbox.rally().addStory(world.project(), "CT" + i + "x y", "d");
      parts.add("T" + i + ":");
    }
    List<String> heard = world.heard();
    assertThat(RallyWorld.find(tracker, new Search(Set.of(), parts, Map.of())))
        .hasSize(300)
        .allMatch(item -> item.description().startsWith("d"));
    assertThat(heard).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void a_project_of_many_pages_is_read_to_its_end() {
    IssueTracker tracker = world.opened(world.params());
    Set<String> refs = new HashSet<>();
    for (int i = 0; i < 4_500; i++) {
      refs.add(Long.toString(world.sandbox.rally().addStory(world.project(), "S" + i, "").id()));
    }
    List<String> heard = world.heard();
    assertThat(RallyWorld.find(tracker, new Search(refs, Set.of(), Map.of()))).hasSize(4_500);
    assertThat(heard).hasSize(3);
  }

  @Test
  void lookup_fields_narrow_the_search_by_title() {
    IssueTracker tracker = world.opened(world.params());
    tracker.create(
        new NewItem("T2: a", "", Standing.OPEN, List.of(), null, Map.of("Package", "one")));
    tracker.create(
        new NewItem("T2: b", "", Standing.OPEN, List.of(), null, Map.of("Package", "two")));
    assertThat(
            RallyWorld.find(tracker, new Search(Set.of(), Set.of("T2:"), Map.of("Package", "two"))))
        .extracting("title")
        .containsExactly("T2: b");
  }

  @Test
  void cards_of_the_type_task_hang_below_their_story() {
    WorkItem story = world.sandbox.rally().addStory(world.project(), "Security", "");
    WorkItem elsewhere = world.sandbox.rally().addStory(world.project(), "Other", "");
    Map<String, Object> params =
        world.params("rally_card_type", "task", "alm_parent_issue", story.formattedId());
    IssueTracker tracker = world.opened(params);
    IssueTracker other =
        world.opened(
            world.params("rally_card_type", "Task", "alm_parent_issue", elsewhere.formattedId()));
    other.create(RallyWorld.item("T2: x", ""));
    assertThat(RallyWorld.byTitle(tracker, "T2:")).isEmpty();
    var made = tracker.create(RallyWorld.item("T2: x", "")).item();
    assertThat(RallyWorld.byTitle(tracker, "T2:")).extracting("ref").containsExactly(made.ref());
    assertThat(made.link()).contains("/detail/task/");
    tracker.move(made, Standing.DONE);
    assertThat(world.sandbox.rally().tasks()).anyMatch(t -> t.state().equals("Completed"));
  }

  @Test
  void what_is_longer_than_rally_takes_is_cut_and_said() {
    IssueTracker tracker = world.opened(world.params());
    Created created = tracker.create(RallyWorld.item("T2: x", "word &amp; <b> ".repeat(10_000)));
    assertThat(created.notices()).singleElement().asString().contains("cut");
    assertThat(only().description().length()).isLessThanOrEqualTo(Html.LONGEST);
    assertThat(tracker.longestTitle()).isEqualTo(256);
  }

  @Test
  void a_field_rally_does_not_have_is_told_and_does_no_harm() {
    IssueTracker tracker = world.opened(world.params());
    Created created =
        tracker.create(
            new NewItem("T2: x", "", Standing.OPEN, List.of(), null, Map.of("Nonesuch", "x")));
    assertThat(created.notices()).singleElement().asString().contains("Nonesuch");
  }

  @Test
  void one_tag_is_made_however_many_items_need_it_at_once() throws Exception {
    IssueTracker tracker = world.opened(world.params());
    List<String> heard = world.heard();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<java.util.concurrent.Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String title = "T" + i + ": x";
      all.add(threads.submit(() -> tracker.create(RallyWorld.item(title, ""))));
    }
    for (var one : all) {
      one.get(30, TimeUnit.SECONDS);
    }
    threads.shutdown();
    assertThat(heard.stream().filter(line -> line.contains("/tag/create"))).hasSize(1);
    assertThat(heard.stream().filter(line -> line.contains("security/authorize"))).hasSize(1);
    assertThat(world.sandbox.rally().stories()).hasSize(16);
  }
}
