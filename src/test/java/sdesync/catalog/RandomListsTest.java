package sdesync.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.integration.Integration;
import sdesync.sde.IntegrationList;
import sdesync.sde.IntegrationList.RefusedItem;
import sdesync.sde.SdeFailure;
import sdesync.store.KnownIntegration;
import sdesync.store.StoreFailure;

/** Whatever lists come, in whatever order, what must hold holds. */
class RandomListsTest {
  private static final int LISTS = 120;
  private static final int IDS = 24;

  @TempDir Path dir;

  /** What an onlooker who only sees good lists expects. */
  private final Map<Long, Integration> lastValid = new HashMap<>();

  private final Map<Long, Instant> firstSeen = new HashMap<>();
  private Set<Long> listed = new HashSet<>();
  private final List<Set<Long>> suspicious = new ArrayList<>();
  private long audited;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261123})
  void nothing_is_deleted_and_every_change_is_accounted_for(long seed) {
    var random = new Random(seed);
    try (var world = new World(dir)) {
      IntegrationList list = World.ids(World.upTo(IDS));
      for (int i = 0; i < LISTS; i++) {
        list = random.nextInt(3) == 0 ? list : randomList(random);
        switch (random.nextInt(8)) {
          case 0 -> fails(world, list);
          case 1 -> hasAnIdTwice(world, list);
          default -> isGood(world, list);
        }
        check(world);
      }
    }
  }

  private static IntegrationList randomList(Random random) {
    double share = random.nextInt(4) == 0 ? 0.2 : 0.9;
    var items = new ArrayList<Integration>();
    var refused = new ArrayList<RefusedItem>();
    for (long id = 1; id <= IDS; id++) {
      if (random.nextDouble() < share) {
        if (random.nextInt(12) == 0) {
          refused.add(new RefusedItem(id, "bad in way " + random.nextInt(2)));
        } else {
          items.add(World.integration(id, random.nextInt(6) == 0 ? "weekly" : "daily"));
        }
      }
    }
    Collections.shuffle(items, random);
    return new IntegrationList(null, true, items, refused);
  }

  private void fails(World world, IntegrationList list) {
    world.scheduleFails =
        new StoreFailure(StoreFailure.Kind.BROKEN, "store away", new SQLException());
    try {
      world.poll(list);
      // Nothing had to be told to the schedule, so nothing could fail.
      account(world, list);
    } catch (StoreFailure e) {
      world.polls.failed(PollScope.ALL, e);
    } finally {
      world.scheduleFails = null;
    }
  }

  private static void hasAnIdTwice(World world, IntegrationList list) {
    var items = new ArrayList<>(list.integrations());
    items.add(World.integration(99));
    items.add(World.integration(99));
    assertThatThrownBy(() -> world.poll(new IntegrationList(null, true, items, list.refused())))
        .isInstanceOf(SdeFailure.class);
  }

  private void isGood(World world, IntegrationList list) {
    PollReport report = world.poll(list);
    int changes =
        report.added().size()
            + report.changed().size()
            + report.gone().size()
            + report.back().size();
    assertThat(world.audit().stream().skip(audited))
        .filteredOn(entry -> Set.of("added", "changed", "gone", "back").contains(entry.action()))
        .hasSize(changes);
    account(world, list);
  }

  private void account(World world, IntegrationList list) {
    Set<Long> named = new HashSet<>();
    list.integrations().forEach(one -> named.add(one.id()));
    Set<Long> valid = new HashSet<>(named);
    list.refused().forEach(one -> named.add(one.id()));

    Set<Long> missing = new HashSet<>(listed);
    missing.removeAll(named);
    if (listed.size() >= 10 && missing.size() * 2 > listed.size()) {
      if (!suspicious.isEmpty() && !suspicious.get(0).equals(missing)) {
        suspicious.clear();
      }
      suspicious.add(missing);
    } else {
      suspicious.clear();
    }
    boolean held = !suspicious.isEmpty() && suspicious.size() < 3;
    if (!held) {
      listed.removeAll(missing);
      suspicious.clear();
    }
    listed.addAll(valid);
    for (Integration one : list.integrations()) {
      lastValid.put(one.id(), one);
      firstSeen.putIfAbsent(one.id(), world.now);
    }
  }

  private void check(World world) {
    List<KnownIntegration> all = world.all();
    assertThat(all)
        .extracting(KnownIntegration::id)
        .containsExactlyInAnyOrderElementsOf(lastValid.keySet());
    assertThat(world.listed()).containsExactlyInAnyOrderElementsOf(listed);
    for (KnownIntegration known : all) {
      assertThat(known.integration()).isEqualTo(lastValid.get(known.id()));
      assertThat(known.firstSeen()).isEqualTo(firstSeen.get(known.id()));
    }
    audited = world.audit().size();
  }
}
