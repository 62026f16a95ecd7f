package sdesync.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Table {@code told}: what people were told and is not over. */
public final class ToldStore {
  /** What they were told of a subject, and when that was. */
  public record Told(String subject, String state, Instant since) {}

  public Map<String, Told> all(Tx tx) {
    return tx
        .handle()
        .createQuery("select subject, state, since from told")
        .map(MAPPER)
        .list()
        .stream()
        .collect(Collectors.toMap(Told::subject, told -> told));
  }

  private static final org.jdbi.v3.core.mapper.RowMapper<Told> MAPPER =
      (row, context) ->
          new Told(row.getString("subject"), row.getString("state"), UtcInstants.get(row, "since"));

  public Optional<Told> find(Tx tx, String subject) {
    return tx.handle()
        .createQuery("select subject, state, since from told where subject = :subject")
        .bind("subject", subject)
        .map(MAPPER)
        .findOne();
  }

  /**
   * A subject of which nothing was told until now. When another node was faster the transaction
   * fails as a {@code DUPLICATE}.
   */
  public void begin(Tx tx, String subject, String state, Instant since) {
    tx.handle()
        .createUpdate("insert into told (subject, state, since) values (:subject, :state, :since)")
        .bind("subject", subject)
        .bind("state", state)
        .bind("since", since)
        .execute();
  }

  /**
   * @return whether it was as told; else another node was faster
   */
  public boolean change(Tx tx, Told told, String state, Instant since) {
    return tx.handle()
            .createUpdate(
                """
                update told set state = :state, since = :since
                where subject = :subject and state = :before
                """)
            .bind("state", state)
            .bind("since", since)
            .bind("subject", told.subject())
            .bind("before", told.state())
            .execute()
        == 1;
  }

  /**
   * @return whether it was as told; else another node was faster
   */
  public boolean end(Tx tx, Told told) {
    return tx.handle()
            .createUpdate("delete from told where subject = :subject and state = :state")
            .bind("subject", told.subject())
            .bind("state", told.state())
            .execute()
        == 1;
  }
}
