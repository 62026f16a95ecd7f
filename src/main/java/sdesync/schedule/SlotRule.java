package sdesync.schedule;

import java.time.Instant;
import java.util.Optional;
import sdesync.integration.Integration;

/** When an integration is due by itself. {@code Slots::next} is one. */
@FunctionalInterface
public interface SlotRule {
  /** The first slot strictly after that moment; empty when it never runs by itself. */
  Optional<Instant> next(Integration integration, Instant after);
}
