package sdesync.rally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sdesync.sync.IssueTracker;
import sdesync.sync.Search;
import sdesync.sync.WorkItem;

/** Titles made of all that means something to Rally's query grammar, asked for by themselves. */
class QueryFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          "(",
          ")",
          " AND ",
          " OR ",
          "Name",
          " = ",
          " != ",
          " contains ",
          "T2:",
          ",",
          "%22",
          "&query=",
          "#",
          "+",
          "null",
          "\\\"",
          "{{x}}",
          "${x}",
          "ü😀",
          "'",
          "\u00a0",
          " ");

  @Test
  void every_title_finds_itself_and_what_holds_it_and_nothing_else() {
    var random = new Random(11);
    try (var world = new RallyWorld()) {
      IssueTracker tracker = world.opened(world.params());
      List<String> titles = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        titles.add(title(random));
        world.sandbox.rally().addStory(world.project(), titles.get(i), "");
      }
      for (String wanted : titles) {
        Set<String> found =
            RallyWorld.find(tracker, new Search(Set.of(), Set.of(wanted), Map.of())).stream()
                .map(WorkItem::title)
                .collect(Collectors.toSet());
        assertThat(found)
            .as(wanted)
            .isEqualTo(
                titles.stream()
                    .filter(
                        title ->
                            title
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted.toLowerCase(Locale.ROOT)))
                    .collect(Collectors.toSet()));
      }
      for (int i = 0; i < 60; i++) {
        String project = title(random);
        world.sandbox.rally().addProject(sdesync.sandbox.rally.Rally.WORKSPACE, project, 0);
        world.opened(world.params("alm_project", project));
      }
    }
  }

  private static String title(Random random) {
    var title = new StringBuilder("x");
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      title.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return title.append(random.nextInt(10_000)).toString();
  }
}
