package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sdesync.sync.Link;

/** What the stores of native syncs promise, on whatever database. */
abstract class LinkStoreContract extends StoreFixture {
  private static final Link LINK =
      new Link(
          "1-T2",
          "rally.example/w/p",
          "9007199254740993",
          "US1",
          false,
          false,
          List.of("one: \"ß\"", "another"));

  private final LinkStore links = new LinkStore();
  private final AcceptedPlanStore accepted = new AcceptedPlanStore();

  @Test
  void a_link_comes_back_as_it_was() {
    add(integration(1));
    keep(1, LINK);
    assertThat(list(tx -> links.of(tx, 1))).containsExactly(LINK);
  }

  @Test
  void a_task_has_one_link_the_newest() {
    add(integration(1));
    keep(1, LINK);
    var newer = new Link("1-T2", "elsewhere", "3", "US3", true, true, List.of());
    keep(1, newer);
    assertThat(list(tx -> links.of(tx, 1))).containsExactly(newer);
  }

  @Test
  void each_integration_has_its_own_links() {
    add(integration(1), integration(2));
    var other = new Link("1-T2", "rally.example/w/p", "7", "US7", true, false, List.of());
    keep(1, LINK);
    keep(2, other);
    assertThat(list(tx -> links.of(tx, 1))).containsExactly(LINK);
    assertThat(list(tx -> links.of(tx, 2))).containsExactly(other);
    assertThat(list(tx -> links.of(tx, 3))).isEmpty();
  }

  @Test
  void one_plan_of_an_integration_is_accepted_the_newest_until_it_is_forgotten() {
    add(integration(1), integration(2));
    write(tx -> accepted.accept(tx, 1, "abc", "anna", T0));
    write(tx -> accepted.accept(tx, 1, "def", "berta", T0));
    assertThat(one(tx -> accepted.of(tx, 1))).contains("def");
    assertThat(one(tx -> accepted.of(tx, 2))).isEmpty();
    write(tx -> accepted.forget(tx, 1));
    assertThat(one(tx -> accepted.of(tx, 1))).isEmpty();
  }

  private void keep(long integrationId, Link link) {
    write(tx -> links.keep(tx, integrationId, link));
  }
}
