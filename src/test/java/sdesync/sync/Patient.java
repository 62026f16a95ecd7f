package sdesync.sync;

import java.util.List;
import java.util.function.Consumer;

/** The fake tracker, asked through a run's patience as any implementation has to. */
record Patient(FakeTracker to, Patience patience) implements IssueTracker {
  @Override
  public String name() {
    return to.name();
  }

  @Override
  public String location() {
    return to.location();
  }

  @Override
  public int longestTitle() {
    return to.longestTitle();
  }

  @Override
  public void open(Depth depth) {
    repeatable(() -> to.open(depth));
  }

  @Override
  public void find(Search search, Consumer<WorkItem> found) {
    repeatable(() -> to.find(search, found));
  }

  @Override
  public Created create(NewItem item) {
    return patience.once(() -> to.create(item));
  }

  @Override
  public void move(WorkItem item, Standing standing) {
    repeatable(() -> to.move(item, standing));
  }

  @Override
  public void addLabels(WorkItem item, List<String> labels) {
    repeatable(() -> to.addLabels(item, labels));
  }

  @Override
  public void close(WorkItem item, String note) {
    repeatable(() -> to.close(item, note));
  }

  private void repeatable(Runnable request) {
    patience.repeatable(
        () -> {
          request.run();
          return true;
        });
  }
}
