package sdesync.process;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sdesync.process.ProcessTable.Entry;

/**
 * All processes of one command: its group and session, and whatever carries its mark elsewhere.
 *
 * @param leader the process we started
 */
record Group(Process process, Leader leader, Mark mark) {
  private static final long SHORTEST_PAUSE_MS = 10;
  private static final long LONGEST_PAUSE_MS = 500;
  private static final Duration KILLING = Duration.ofSeconds(5);

  /**
   * TERM, then at most {@code grace} of waiting, then KILL until nothing is found any more. KILL
   * goes on for at most 5 s: what survives that hangs in the kernel or is another user's.
   */
  void end(Duration grace) {
    if (process.isAlive()) {
      // The leader itself too: just started, it may not have made its own group yet.
      Signals.TERM.send(List.of(leader.pid()), List.of(leader.pid()));
    }
    signal(Signals.TERM, outside(members()));
    if (!gone(grace)) {
      kill();
    }
  }

  private boolean gone(Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    long pause = SHORTEST_PAUSE_MS;
    while (process.isAlive() || !members().isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      Waiting.pause(Math.min(pause, left));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    return true;
  }

  private void kill() {
    long deadline = System.nanoTime() + KILLING.toNanos();
    long pause = SHORTEST_PAUSE_MS;
    List<Entry> members = members();
    while (!members.isEmpty() && System.nanoTime() < deadline) {
      signal(Signals.KILL, members);
      Waiting.pause(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      members = members();
    }
  }

  /** Alive, and ours for certain at the moment we look. */
  private List<Entry> members() {
    List<Entry> living = ProcessTable.living();
    boolean pidUsedAgain = living.stream().anyMatch(leader::isSucceededBy);
    return living.stream()
        .filter(entry -> entry.start() >= leader.start())
        .filter(entry -> (!pidUsedAgain && inside(entry)) || mark.isOn(entry.pid()))
        .toList();
  }

  private List<Entry> outside(List<Entry> members) {
    return members.stream().filter(entry -> entry.group() != leader.pid()).toList();
  }

  private boolean inside(Entry entry) {
    return entry.group() == leader.pid() || entry.session() == leader.pid();
  }

  /** To the processes and their groups: a member started meanwhile is reached by its group. */
  static void signal(Signals signal, List<Entry> members) {
    long ours = ProcessTable.of(ProcessHandle.current().pid()).map(Entry::group).orElse(0L);
    Set<Long> groups =
        members.stream()
            .map(Entry::group)
            .filter(group -> group > 1 && group != ours)
            .collect(Collectors.toCollection(TreeSet::new));
    signal.send(groups, members.stream().map(Entry::pid).toList());
  }
}
