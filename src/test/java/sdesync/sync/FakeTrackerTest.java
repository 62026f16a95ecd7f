package sdesync.sync;

import java.util.List;

/** The stand-in keeps what it stands in for. */
class FakeTrackerTest extends IssueTrackerContract {
  private final FakeTracker tracker = new FakeTracker(new Wire(), new FakeTracker.Ticks());

  @Override
  protected IssueTracker tracker() {
    tracker.open(IssueTracker.Depth.SETTINGS);
    return tracker;
  }

  @Override
  protected List<String> notes(WorkItem item) {
    return tracker.comments.stream().filter(note -> note.startsWith(item.key() + " ")).toList();
  }

  @Override
  protected void remove(WorkItem item) {
    tracker.items.remove(item.ref());
  }
}
