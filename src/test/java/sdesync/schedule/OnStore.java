package sdesync.schedule;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the ledger on a store of their own: the H2 file, unless a subclass opens another. */
abstract class OnStore {
  @TempDir Path dir;
  World world;

  World open() throws Exception {
    return World.onH2(dir);
  }

  @BeforeEach
  void openWorld() throws Exception {
    world = open();
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  /** Another process begins after the first died without a word. */
  Node takeOver() {
    world.seconds(1);
    Node next = world.node();
    next.tick();
    if (!world.database.singleProcess()) {
      for (int i = 0; i < 24; i++) {
        world.seconds(5);
        next.tick();
      }
    }
    return next;
  }

  static EngineSettings settings(int concurrency, int perTarget) {
    EngineSettings s = Node.SETTINGS;
    return new EngineSettings(
        s.node(),
        concurrency,
        perTarget,
        s.drain(),
        s.grace(),
        s.lease(),
        s.retries(),
        s.backoff(),
        s.autoPause());
  }
}
