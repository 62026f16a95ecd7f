package sdesync.schedule;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.integration.RunRequest;

/**
 * Where the engine meets the rest of the worker.
 *
 * @param run runs one attempt to its end and tells how it ended, as {@code direct:run-integration}
 *     does
 * @param finished is told of every run that came to its end here, as {@code direct:run-finished} is
 * @param sdeProblem why due slots must wait, as long as SD Elements is known to be down or to
 *     refuse the token
 */
public record Doors(
    Function<RunRequest, Outcome> run,
    Consumer<Run> finished,
    Supplier<Optional<Reason>> sdeProblem) {}
