package sdesync.process;

/**
 * The process that leads a command's group; its pid is the group's and the session's id.
 *
 * @param start tells it from a later process with the same pid; -1 when it had ended before we
 *     could look
 */
record Leader(long pid, long start) {
  static Leader of(Process process) {
    long pid = process.pid();
    return new Leader(pid, ProcessTable.of(pid).map(ProcessTable.Entry::start).orElse(-1L));
  }

  static Leader ofThisWorker() {
    long pid = ProcessHandle.current().pid();
    return new Leader(pid, ProcessTable.of(pid).map(ProcessTable.Entry::start).orElse(-1L));
  }

  /** Whether the entry is another process that got the leader's pid after it was gone. */
  boolean isSucceededBy(ProcessTable.Entry entry) {
    return entry.pid() == pid && entry.start() != start;
  }

  @Override
  public String toString() {
    return pid + ":" + start;
  }
}
