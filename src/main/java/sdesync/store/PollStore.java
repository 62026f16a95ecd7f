package sdesync.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import sdesync.history.Reason;

/** Table {@code poll}: one row per polled list. */
public final class PollStore {
  private static final String SELECT = "select * from poll";
  private static final RowMapper<PollState> MAPPER =
      (row, context) ->
          new PollState(
              row.getString("scope"),
              UtcInstants.get(row, "next_at"),
              UtcInstants.getOrNull(row, "last_attempt"),
              UtcInstants.getOrNull(row, "last_success"),
              UtcInstants.getOrNull(row, "failing_since"),
              UtcInstants.getOrNull(row, "good_since"),
              row.getInt("failures"),
              reason(row.getString("reason")),
              row.getString("problem"),
              held(row.getString("held_removal")));

  public List<PollState> all(Tx tx) {
    return tx.handle().createQuery(SELECT + " order by scope").map(MAPPER).list();
  }

  public Optional<PollState> find(Tx tx, String scope) {
    return tx.handle()
        .createQuery(SELECT + " where scope = :scope")
        .bind("scope", scope)
        .map(MAPPER)
        .findOne();
  }

  /**
   * A new row, due at that time.
   *
   * @throws org.jdbi.v3.core.JdbiException when another node was faster; {@link
   *     Database#inTransaction} makes it a {@link StoreFailure} of kind {@code DUPLICATE}
   */
  public void add(Tx tx, String scope, Instant nextAt) {
    tx.handle()
        .createUpdate("insert into poll (scope, next_at) values (:scope, :next)")
        .bind("scope", scope)
        .bind("next", nextAt)
        .execute();
  }

  /** One reconcile at a time, on any number of nodes, until the transaction ends. */
  public void lockAll(Tx tx) {
    tx.handle()
        .createQuery("select scope from poll order by scope for update")
        .mapTo(String.class)
        .list();
  }

  /**
   * Takes the turn to poll, unless another node took it since the state was read.
   *
   * @param next when the poll after this one is due
   */
  public boolean claim(Tx tx, PollState seen, Instant now, Instant next) {
    return tx.handle()
            .createUpdate(
                """
                update poll set next_at = :next, last_attempt = :now
                where scope = :scope and next_at = :seen
                """)
            .bind("next", next)
            .bind("now", now)
            .bind("scope", seen.scope())
            .bind("seen", seen.nextAt())
            .execute()
        == 1;
  }

  /**
   * A good list is in force from here on.
   *
   * @param began when its reading began
   * @param held the removal it would have made, null when it made it or had none to make
   */
  public void succeeded(Tx tx, String scope, Instant began, @Nullable HeldRemoval held) {
    tx.handle()
        .createUpdate(
            """
            update poll set last_success = :began, failing_since = null,
              good_since = coalesce(good_since, :began), failures = 0, reason = null,
              problem = null, held_removal = :held
            where scope = :scope
            """)
        .bind("began", began)
        .bind("held", held == null ? null : write(held))
        .bind("scope", scope)
        .execute();
  }

  /** Writes all of the failure; next attempt, reason and problem included. */
  public void failed(Tx tx, PollState failing) {
    tx.handle()
        .createUpdate(
            """
            update poll set next_at = :next, failing_since = :since, good_since = null, failures = :failures,
              reason = :reason, problem = :problem
            where scope = :scope
            """)
        .bind("next", failing.nextAt())
        .bindByType("since", failing.failingSince(), Instant.class)
        .bind("failures", failing.failures())
        .bind("reason", failing.reason() == null ? null : failing.reason().wireName())
        .bind("problem", Texts.cut(failing.problem(), 2_000))
        .bind("scope", failing.scope())
        .execute();
  }

  /** Makes it due at that time at the latest. */
  public void hasten(Tx tx, String scope, Instant at) {
    tx.handle()
        .createUpdate("update poll set next_at = :at where scope = :scope and next_at > :at")
        .bind("at", at)
        .bind("scope", scope)
        .execute();
  }

  /** The same for all lists that fail for that reason. */
  public void hastenFailing(Tx tx, Reason reason, Instant at) {
    tx.handle()
        .createUpdate("update poll set next_at = :at where reason = :reason and next_at > :at")
        .bind("at", at)
        .bind("reason", reason.wireName())
        .execute();
  }

  private static @Nullable Reason reason(@Nullable String wireName) {
    return wireName == null ? null : Reason.valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  private static String write(HeldRemoval held) {
    return held.count() + " " + held.seen() + " " + held.fingerprint();
  }

  private static @Nullable HeldRemoval held(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] parts = text.split(" ", 3);
    return new HeldRemoval(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
  }
}
