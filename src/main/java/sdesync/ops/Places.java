package sdesync.ops;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.store.QueueStore;
import sdesync.store.RunHistory;
import sdesync.store.Tx;

/** How far in front of the queue a waiting run is. */
final class Places {
  private final RunHistory history = new RunHistory();
  private final QueueStore queue = new QueueStore();
  private final InstantSource clock;

  Places(InstantSource clock) {
    this.clock = clock;
  }

  /** By run id; without those that wait for a time, or for a run of their own integration. */
  Map<String, Integer> of(Tx tx, Collection<Run> runs) {
    List<Long> waiting =
        runs.stream()
            .filter(run -> run.state() == RunState.QUEUED)
            .map(Run::integrationId)
            .distinct()
            .toList();
    if (waiting.isEmpty()) {
      return Map.of();
    }
    Map<Long, Run> first = history.queued(tx, waiting);
    var places = new HashMap<String, Integer>();
    queue
        .places(tx, waiting, clock.instant())
        .forEach(
            (id, place) -> {
              Run run = first.get(id);
              if (run != null) {
                places.put(run.id(), place);
              }
            });
    return places;
  }

  List<RunView> views(Tx tx, List<Run> runs) {
    Map<String, Integer> places = of(tx, runs);
    return runs.stream().map(run -> RunView.of(run, places.get(run.id()))).toList();
  }

  RunView view(Tx tx, Run run) {
    return views(tx, List.of(run)).get(0);
  }
}
