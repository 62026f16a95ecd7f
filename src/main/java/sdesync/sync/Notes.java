package sdesync.sync;

/**
 * The notes a sync leaves. Each names the run, so that people find its log, and so that the same
 * note of two changes is two notes.
 */
record Notes(String runId, String tracker) {
  private static final String STATUS = "Status set to ";

  /** The same whether the item was made or found: a run that was cut may not know. */
  String linked(WorkItem item) {
    return signed("In step with %s in %s: %s".formatted(item.key(), tracker, item.link()));
  }

  String statusSet(TaskStatus status, WorkItem item) {
    return signed(
        STATUS
            + "%s, for %s is %s in %s."
                .formatted(Texts.oneLine(status.name()), item.key(), item.state(), tracker));
  }

  /** Left at the item. */
  String taskLeft(String taskNumber) {
    return signed("Closed: task " + taskNumber + " has left the project in SD Elements.");
  }

  private String signed(String text) {
    return Texts.oneLine(text) + " (sde-sync, run " + runId + ")";
  }

  /** Whether both tell of a status: only the newer is true then. */
  static boolean isOfSame(String note, String newer) {
    return note.startsWith(STATUS) && newer.startsWith(STATUS);
  }
}
