package sdesync.schedule;

import java.time.Instant;
import java.util.Optional;
import sdesync.history.Reason;

/**
 * What slots are settled against.
 *
 * @param gate why what nobody asked for must wait; empty when it need not
 */
record Moment(Instant now, Liveness lives, Optional<Reason> gate) {}
