package sdesync.schedule;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.integration.StopCause;

/**
 * How long this node may be cut off from its store, or stopped, before it gives up its runs: others
 * may take them then (contract section 5, rule 3). It speaks to nobody, so that no hanging
 * connection can keep it from its look at the clock.
 */
final class Lease {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final Duration length;
  private final Clocks clocks;
  private final InFlight inFlight;
  private long lastContact;

  Lease(Duration length, Clocks clocks, InFlight inFlight) {
    this.length = length;
    this.clocks = clocks;
    this.inFlight = inFlight;
    this.lastContact = clocks.nanos();
  }

  /**
   * The store has taken a heartbeat for all that runs.
   *
   * @param began when it was sent, not when its answer came
   */
  synchronized void renew(long began) {
    lastContact = Math.max(lastContact, began);
  }

  /** Ends all that runs when the lease has run out. */
  void check() {
    Duration silent = silent();
    if (silent.compareTo(length) > 0 && inFlight.size() > 0) {
      LOG.warn(
          "no contact with the store for {} s, longer than run.lease ({} s): ending {} runs, other"
              + " nodes may take them over",
          silent.toSeconds(),
          length.toSeconds(),
          inFlight.size());
      inFlight.cancelAll(StopCause.LEASE_LOST);
      renew(clocks.nanos());
    }
  }

  private synchronized Duration silent() {
    return Duration.ofNanos(clocks.nanos() - lastContact);
  }
}
