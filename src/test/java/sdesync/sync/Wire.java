package sdesync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What stands between a run and the world it changes: counts every write, and can cut the run's
 * life before or after any of them, lose an answer, or refuse.
 */
final class Wire {
  final List<String> writes = new ArrayList<>();
  int reads;

  /** The process dies at this write, counted from 0; never when negative. */
  int dieAt = -1;

  boolean dieAfter;

  /** The answer to this write is lost; never when negative. */
  int loseAt = -1;

  boolean loseAfter;

  /** What is lost is applied later all the same. */
  boolean loseLate;

  private final List<Runnable> late = new ArrayList<>();

  /** Asked before each call; may throw. */
  Fault fault = call -> {};

  private boolean dead;

  /** Something that goes wrong with a call. */
  @FunctionalInterface
  interface Fault {
    void at(String call);
  }

  /** The process is gone: not to be caught by anything that is tested. */
  static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  synchronized <T> T write(String what, Supplier<T> change) {
    alive();
    int number = writes.size();
    writes.add(what);
    // Our own memory is at hand: only what goes over the network can get lost.
    boolean lost = loseAt >= 0 && number >= loseAt && !what.startsWith("keep");
    if (lost) {
      loseAt = -1;
    }
    if (number == dieAt && !dieAfter) {
      die();
    }
    if (lost && loseLate) {
      late.add(
          () -> {
            T unused = change.get();
          });
    }
    if (lost && !loseAfter) {
      throw new PeerFailure(PeerFailure.Kind.LOST, "no answer");
    }
    T result = change.get();
    if (number == dieAt) {
      die();
    }
    if (lost) {
      throw new PeerFailure(PeerFailure.Kind.LOST, "no answer");
    }
    return result;
  }

  synchronized void catchUp() {
    late.forEach(Runnable::run);
    late.clear();
  }

  /** A call that goes to one of the two sides. */
  synchronized void call(String what) {
    alive();
    fault.at(what);
  }

  synchronized void read(String what) {
    call(what);
    reads++;
  }

  private void alive() {
    if (dead) {
      throw new Death();
    }
  }

  private void die() {
    dead = true;
    throw new Death();
  }

  /** A new process. */
  synchronized void revive() {
    dead = false;
    dieAt = -1;
    loseAt = -1;
    writes.clear();
    reads = 0;
    fault = call -> {};
  }
}
