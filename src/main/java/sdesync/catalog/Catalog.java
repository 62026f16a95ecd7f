package sdesync.catalog;

import java.time.InstantSource;
import sdesync.sde.IntegrationList;
import sdesync.store.Database;

/** What is known of SD Elements' integrations. The bean {@code catalog} of the poll route. */
@SuppressWarnings({"UnusedVariable", "DoNotCallSuggester"}) // its body lands next
public final class Catalog {
  private final Database database;
  private final Polls polls;
  private final ScheduleListener schedule;
  private final InstantSource clock;

  public Catalog(Database database, Polls polls, ScheduleListener schedule, InstantSource clock) {
    this.database = database;
    this.polls = polls;
    this.schedule = schedule;
    this.clock = clock;
  }

  /**
   * Brings what is known in step with a good list, all in one transaction.
   *
   * @throws sdesync.store.StoreFailure when the store fails; nothing has changed then
   */
  public PollReport accept(IntegrationList list) {
    throw new UnsupportedOperationException("reconcile " + list.project());
  }
}
