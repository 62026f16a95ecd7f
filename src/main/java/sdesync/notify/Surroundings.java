package sdesync.notify;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sdesync.store.PollState;

/**
 * Where the room meets the rest of the worker.
 *
 * @param began when this process did: what it did not see is not late
 * @param polls how they stand
 * @param tell sends a notice through the route notify
 */
public record Surroundings(
    InstantSource clock, Instant began, Supplier<List<PollState>> polls, Consumer<Notice> tell) {}
