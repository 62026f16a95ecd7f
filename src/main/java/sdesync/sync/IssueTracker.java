package sdesync.sync;

import java.util.List;
import java.util.function.Consumer;

/**
 * A tracker, as one integration's params name it. Everything tracker-specific is behind this: its
 * protocol, its states, its markup.
 *
 * <p>Every request goes through the {@link Patience} the tracker was made with, each as {@link
 * Patience#repeatable} or {@link Patience#once}; no implementation waits or tries again by itself.
 * What still fails is a {@link PeerFailure}, whose kind decides whether one task fails or all.
 * Called by many threads at once after {@link #open}.
 */
public interface IssueTracker {

  /** {@code Rally}: for messages and notes. */
  String name();

  /**
   * Where its items are, host and workspace at least, the same text for the same place: a link is
   * good only there. Holds no secret.
   */
  String location();

  /** Characters a title may have. */
  int longestTitle();

  /**
   * Connects and looks, writing nothing, whether all the params name is there: workspace, project,
   * item type, states. To be called first.
   *
   * @param depth how far; {@link Depth#SETTINGS} for a sync, less for {@code test_alm}
   * @throws ParamsRefused naming every param that names something that is not there
   * @throws PeerFailure when that cannot be seen
   */
  void open(Depth depth);

  /**
   * Finds at least all the wanted items, in few large pages. More than the wanted, or one twice, is
   * fine: the caller looks closely. An item is handed over at once, so that a page is all that is
   * held in memory.
   *
   * @throws PeerFailure when any part could not be read: what is not found is taken for gone
   */
  void find(Search search, Consumer<WorkItem> found);

  /**
   * Makes an item, with one writing request sent as {@link Patience#once}. What it needs besides, a
   * label for instance, is made before.
   *
   * @throws PeerFailure of kind {@link PeerFailure.Kind#LOST} when it may or may not have been
   *     made: the caller then searches for it by its title before it asks again
   */
  Created create(NewItem item);

  /** Moves it to the first of the done states, or to the state for new items. Repeatable. */
  void move(WorkItem item, Standing to);

  /** Adds labels; those it has stay. Repeatable. */
  void addLabels(WorkItem item, List<String> labels);

  /**
   * Moves it to done and leaves the note at it, in one request if the tracker can, else the note
   * first: a note twice is a lesser evil than a close nobody can explain. Repeatable.
   */
  void close(WorkItem item, String note);

  /** How far {@link #open} goes. */
  enum Depth {
    SERVER,
    PROJECT,
    SETTINGS
  }
}
