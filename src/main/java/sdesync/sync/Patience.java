package sdesync.sync;

import java.util.function.Supplier;

/**
 * Sends one request: waits for its turn at the host, waits again as long as the host asks for, and
 * tries again, a bounded number of times, when that may help. A supplier sends one request, once,
 * and reads its answer to the end.
 */
public interface Patience {

  /**
   * A request that may be applied twice without harm: a read, or a write that sets a value. Tried
   * again after {@link PeerFailure.Kind#BUSY} and {@link PeerFailure.Kind#LOST}.
   *
   * @throws PeerFailure the last one
   * @throws RunStopped when the run is to end
   */
  <T> T repeatable(Supplier<T> request);

  /**
   * A request that must not be applied twice. Tried again after {@link PeerFailure.Kind#BUSY} only.
   *
   * @throws PeerFailure the last one
   * @throws RunStopped when the run is to end
   */
  <T> T once(Supplier<T> request);
}
