package sdesync.store;

/** A history of years, as no test can wait for. */
public final class OldRuns {
  private static final int PORTION = 50_000;

  private OldRuns() {}

  /** So many runs that succeeded in 2020, spread over integrations 1 to {@code integrations}. */
  public static void add(Database database, int runs, int integrations) {
    for (int from = 0; from < runs; from += PORTION) {
      String some =
          """
          insert into run (id, integration_id, alias, command, trigger_kind, slots, attempt,
            state, message, queued_at, started_at, finished_at, node, fence)
          select 'old' || x, mod(x, %d) + 1, 'alias', 'noop', 'manual', 0, 1, 'succeeded', '',
            dateadd(second, x, timestamp with time zone '2020-01-01 00:00:00Z'),
            dateadd(second, x, timestamp with time zone '2020-01-01 00:00:01Z'),
            dateadd(second, x, timestamp with time zone '2020-01-01 00:00:09Z'), 'node1', x
          from system_range(%d, %d)
          """
              .formatted(integrations, from + 1, Math.min(runs, from + PORTION));
      database.inTransaction(tx -> tx.handle().execute(some));
    }
  }
}
