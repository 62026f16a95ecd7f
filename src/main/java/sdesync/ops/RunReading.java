package sdesync.ops;

import java.time.InstantSource;
import java.util.List;
import sdesync.history.Run;
import sdesync.run.OutputFiles;
import sdesync.run.OutputPart;
import sdesync.store.RunFilter;
import sdesync.store.RunHistory;
import sdesync.store.Tx;

/** Runs and their output, as people ask for them. */
final class RunReading {
  private final RunHistory history = new RunHistory();
  private final OutputFiles outputs;
  private final Places places;

  RunReading(OutputFiles outputs, InstantSource clock) {
    this.outputs = outputs;
    this.places = new Places(clock);
  }

  Run one(Tx tx, String runId) {
    return history.find(tx, runId).orElseThrow(() -> OpsFailure.noSuchRun(runId));
  }

  RunView view(Tx tx, String runId) {
    return places.view(tx, one(tx, runId));
  }

  Page<RunView> page(Tx tx, RunQuery query) {
    Long integration = query.integration();
    var filter =
        new RunFilter(
            query.ids(),
            integration == null ? List.of() : List.of(integration),
            query.state(),
            query.since(),
            Cursors.place(query.cursor()));
    Page<Run> page =
        Cursors.page(
            history.list(tx, filter, query.limit() + 1),
            query.limit(),
            run -> run,
            last -> Cursors.runs(query, last));
    return new Page<>(places.views(tx, page.results()), page.next());
  }

  /**
   * Not within a transaction: the output may be read in one of its own.
   *
   * @param run read before: what it wrote until its end is there then
   */
  LogPart log(Run run, long offset) {
    String runId = run.id();
    OutputPart part = outputs.part(runId, offset).orElseGet(() -> new OutputPart("", offset));
    return new LogPart(part.text(), part.next(), run.state().isFinal() && part.next() == offset);
  }
}
