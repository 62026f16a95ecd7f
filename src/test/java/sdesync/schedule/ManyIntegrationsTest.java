package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sdesync.integration.Integration;

/** A hundred thousand integrations: planning takes seconds, and a look at nothing due is cheap. */
@Tag("slow")
class ManyIntegrationsTest extends OnStore {
  private static final int MANY = 100_000;

  @Test
  void are_planned_in_seconds_and_cost_little_at_rest() {
    Node node = world.node();
    long began = System.nanoTime();
    world.add(
        node,
        LongStream.rangeClosed(1, MANY)
            .mapToObj(id -> World.integration(id, "86400", "target" + id % 1_000))
            .toArray(Integration[]::new));
    Duration planned = since(began);
    began = System.nanoTime();
    node.tick();
    Duration opened = since(began);
    world.seconds(1);
    node.tick();
    began = System.nanoTime();
    for (int look = 0; look < 100; look++) {
      world.pass(Duration.ofMillis(250));
      node.tick();
    }
    Duration looks = since(began);
    System.out.printf("planned %s, opened %s, 100 looks %s%n", planned, opened, looks);
    assertThat(planned).isLessThan(Duration.ofSeconds(60));
    assertThat(opened).isLessThan(Duration.ofSeconds(30));
    assertThat(looks.dividedBy(100)).isLessThan(Duration.ofMillis(50));

    world.pass(Duration.ofDays(1));
    began = System.nanoTime();
    node.tick();
    System.out.printf("all due, settled in %s%n", since(began));
    assertThat(node.claimed()).isEqualTo(16);
    began = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      node.finishOne();
      node.tick();
    }
    Duration claims = since(began);
    System.out.printf("20 claims of a backlog of 100,000 in %s%n", claims);
    assertThat(claims.dividedBy(20)).isLessThan(Duration.ofSeconds(2));
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
