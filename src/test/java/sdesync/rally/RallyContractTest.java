package sdesync.rally;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import sdesync.sync.IssueTracker;
import sdesync.sync.IssueTrackerContract;
import sdesync.sync.WorkItem;

class RallyContractTest extends IssueTrackerContract {
  private final RallyWorld world = new RallyWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  @Override
  protected IssueTracker tracker() {
    return world.opened(world.params());
  }

  @Override
  protected List<String> notes(WorkItem item) {
    return List.of(world.sandbox.rally().notes(item.key()));
  }

  @Override
  protected void remove(WorkItem item) {
    world.sandbox.rally().remove(item.key());
  }
}
