package sdesync.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final Object turn = new Object();

  /** An ending whose thread waits for it. Guarded by {@code turn}. */
  private static final class Waiting {
    final Ending ending;
    boolean done;
    Optional<Run> after = Optional.empty();
    @Nullable RuntimeException failure;

    Waiting(Ending ending) {
      this.ending = ending;
    }

    void wrote(Optional<Run> run) {
      after = run;
      done = true;
    }

    void failed(Throwable why) {
      done = true;
      failure =
          why instanceof RuntimeException known
              ? known
              : new IllegalStateException("the worker itself failed", why);
    }
  }

  /**
   * @param settling null when slots are not this engine's business
   */
  FinishTogether(Finish finish, Finish.@Nullable Moments settling) {
    this.finish = finish;
    this.settling = settling;
  }

  /** See {@link Finish#finish}; throws what that one ending is the cause of, or the store. */
  Optional<Run> finish(Ending ending) {
    var mine = new Waiting(ending);
    waiting.add(mine);
    synchronized (turn) {
      while (!mine.done) {
        write(some());
      }
      if (mine.failure != null) {
        throw mine.failure;
      }
      return mine.after;
    }
  }

  /** Those in front. Whoever has the turn and is not done is among them, or among the next. */
  private List<Waiting> some() {
    var some = new ArrayList<Waiting>();
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      some.add(next);
      if (some.size() == MOST) {
        break;
      }
    }
    return some;
  }

  private void write(List<Waiting> some) {
    try {
      List<Optional<Run>> after =
          finish.finish(some.stream().map(one -> one.ending).toList(), settling);
      for (int i = 0; i < some.size(); i++) {
        some.get(i).wrote(after.get(i));
      }
    } catch (RuntimeException | Error e) {
      // Whatever it is, each of them has to hear of it: nobody else writes them any more.
      if (some.size() == 1 || isTheStores(e)) {
        some.forEach(one -> one.failed(e));
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
