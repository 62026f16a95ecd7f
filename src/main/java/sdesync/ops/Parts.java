package sdesync.ops;

import sdesync.run.Commands;
import sdesync.run.OutputFiles;
import sdesync.schedule.Engine;
import sdesync.schedule.Slots;
import sdesync.store.Database;

/**
 * The parts of a worker that are asked.
 *
 * @param engine need not be started: pausing, resuming, cancelling what waits and ordering runs are
 *     matters of the store
 * @param commands must answer without Camel when Camel is not started
 */
public record Parts(
    Database database, Engine engine, Slots slots, Commands commands, OutputFiles outputs) {}
