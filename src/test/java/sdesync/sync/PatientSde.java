package sdesync.sync;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The fake SD Elements, asked through a run's patience as any implementation has to. */
record PatientSde(FakeSde to, Patience patience) implements ProjectTasks {
  @Override
  public List<TaskStatus> statuses() {
    return patience.repeatable(to::statuses);
  }

  @Override
  public List<String> phases() {
    return patience.repeatable(to::phases);
  }

  @Override
  public void tasks(boolean howTos, Consumer<Task> each) {
    patience.repeatable(
        done(
            () -> {
              to.tasks(howTos, each);
            }));
  }

  @Override
  public void setStatus(String taskId, TaskStatus status) {
    patience.repeatable(done(() -> to.setStatus(taskId, status)));
  }

  @Override
  public void note(String taskId, String text) {
    patience.once(done(() -> to.note(taskId, text)));
  }

  @Override
  public List<String> notes(String taskId) {
    return patience.repeatable(() -> to.notes(taskId));
  }

  @Override
  public void refer(String taskId, TaskReference reference) {
    patience.once(done(() -> to.refer(taskId, reference)));
  }

  @Override
  public List<TaskReference> references(String taskId) {
    return patience.repeatable(() -> to.references(taskId));
  }

  private static Supplier<Boolean> done(Runnable request) {
    return () -> {
      request.run();
      return true;
    };
  }
}
