package sdesync.sync;

import java.util.function.Consumer;
import sdesync.integration.Cancellation;
import sdesync.integration.Integration;
import sdesync.integration.Params;

/**
 * One sync to be done.
 *
 * @param runId told in the notes it leaves, so that people find the run, and the next run the note
 * @param output takes what people read in the run's log, line by line, from any thread
 */
public record SyncJob(
    String runId,
    Integration integration,
    Params params,
    Cancellation cancellation,
    Consumer<String> output) {}
