package sdesync.worker;

import java.util.Optional;
import sdesync.run.OutputCopy;
import sdesync.run.OutputFiles;
import sdesync.run.RunSettings;
import sdesync.store.Database;
import sdesync.store.OutputStore;

/** The copy of runs' output in a database that nodes share. */
final class StoredOutput implements OutputCopy {
  private final Database database;
  private final String node;
  private final OutputStore store = new OutputStore();

  private StoredOutput(Database database, String node) {
    this.database = database;
    this.node = node;
  }

  /** The files of runs' output, copied there unless this process alone has the database. */
  static OutputFiles files(RunSettings run, Database database, String node) {
    OutputCopy copy = database.singleProcess() ? NONE : new StoredOutput(database, node);
    return new OutputFiles(run.dataDir(), run.outputLimitBytes(), copy);
  }

  @Override
  public Optional<End> end(String runId) {
    return database
        .inTransaction(tx -> store.end(tx, runId))
        .map(end -> new End(end.length(), end.node().equals(node)));
  }

  @Override
  public void append(String runId, long at, byte[] bytes) {
    database.inTransaction(
        tx -> {
          store.append(tx, runId, at, node, bytes);
          return runId;
        });
  }

  @Override
  public byte[] read(String runId, long offset, int most) {
    return database.inTransaction(tx -> store.read(tx, runId, offset, most));
  }
}
