package sdesync.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Table {@code accepted_plan}: the plan of a native sync that somebody allowed although the guard
 * had stopped it. It belongs to the integration and not to a run, so it holds for whichever attempt
 * or recovery comes to carry the plan out.
 */
public final class AcceptedPlanStore {

  /** Allows the plan, in place of one that was allowed before. */
  public void accept(Tx tx, long integrationId, String hash, String by, Instant at) {
    forget(tx, integrationId);
    tx.handle()
        .createUpdate(
            """
            insert into accepted_plan (integration_id, hash, accepted_by, accepted_at)
            values (:integration, :hash, :by, :at)
            """)
        .bind("integration", integrationId)
        .bind("hash", hash)
        .bind("by", Texts.cut(by, 255))
        .bind("at", at)
        .execute();
  }

  /** The hash of the allowed plan. */
  public Optional<String> of(Tx tx, long integrationId) {
    return tx.handle()
        .createQuery("select hash from accepted_plan where integration_id = :integration")
        .bind("integration", integrationId)
        .mapTo(String.class)
        .findOne();
  }

  public void forget(Tx tx, long integrationId) {
    tx.handle()
        .createUpdate("delete from accepted_plan where integration_id = :integration")
        .bind("integration", integrationId)
        .execute();
  }
}
