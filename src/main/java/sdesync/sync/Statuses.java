package sdesync.sync;

import java.util.List;

/**
 * The statuses a task may have.
 *
 * @param all SD Elements' own first
 */
record Statuses(List<TaskStatus> all) {
  Statuses {
    all = List.copyOf(all);
  }

  /** The one a task gets for what its item is: SD Elements' own of that meaning. */
  TaskStatus of(Standing standing) {
    Meaning meaning = standing == Standing.DONE ? Meaning.DONE : Meaning.TODO;
    return all.stream()
        .filter(status -> status.meaning() == meaning)
        .findFirst()
        .orElseThrow(
            () ->
                new SideFailure(
                    Side.SDE,
                    new PeerFailure(
                        PeerFailure.Kind.NONSENSE,
                        "SD Elements lists no task status that means " + meaning)));
  }
}
