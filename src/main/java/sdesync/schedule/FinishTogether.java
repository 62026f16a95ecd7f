package sdesync.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sdesync.history.Run;
import sdesync.schedule.Finish.Ending;
import sdesync.store.StoreFailure;

/**
 * Records in one transaction what ends at the same time: while one commit goes on, the endings that
 * come meanwhile gather for the next. A commit costs the store far more than one more row in it.
 */
final class FinishTogether {
  private static final int MOST = 100;

  private final Finish finish;
  private final Finish.@Nullable Moments settling;
  private final Executor recorder = recorder();
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

  /** An ending whose thread waits for it. */
  private record Waiting(Ending ending, CompletableFuture<Optional<Run>> after) {}

  /**
   * @param settling null when slots are not this engine's business
   */
  FinishTogether(Finish finish, Finish.@Nullable Moments settling) {
    this.finish = finish;
    this.settling = settling;
  }

  /** One thread, and none while nothing ends. */
  private static Executor recorder() {
    return new ThreadPoolExecutor(
        0, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Loops.daemons("record"));
  }

  /** See {@link Finish#finish}; throws what that one ending is the cause of, or the store. */
  Optional<Run> finish(Ending ending) {
    var mine = new Waiting(ending, new CompletableFuture<>());
    waiting.add(mine);
    recorder.execute(() -> write(some()));
    try {
      return mine.after.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException("the worker itself failed", e.getCause());
    }
  }

  /** Those in front; none, when those before took them along. */
  private List<Waiting> some() {
    var some = new ArrayList<Waiting>();
    Waiting next = waiting.poll();
    while (next != null) {
      some.add(next);
      next = some.size() < MOST ? waiting.poll() : null;
    }
    return some;
  }

  private void write(List<Waiting> some) {
    if (some.isEmpty()) {
      return;
    }
    try {
      List<Optional<Run>> after =
          finish.finish(some.stream().map(Waiting::ending).toList(), settling);
      for (int i = 0; i < some.size(); i++) {
        some.get(i).after.complete(after.get(i));
      }
    } catch (RuntimeException | Error e) {
      // Whatever it is, each of them has to hear of it: nobody else writes them any more.
      if (some.size() == 1 || isTheStores(e)) {
        some.forEach(one -> one.after.completeExceptionally(e));
      } else {
        // One that cannot be written must not keep the others from it.
        some.forEach(one -> write(List.of(one)));
      }
    }
  }

  private static boolean isTheStores(Throwable e) {
    return e instanceof StoreFailure failure
        && (failure.kind() == StoreFailure.Kind.UNAVAILABLE
            || failure.kind() == StoreFailure.Kind.DISK_FULL);
  }
}
