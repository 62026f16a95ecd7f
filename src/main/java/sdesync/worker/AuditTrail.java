package sdesync.worker;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.ops.Attempt;
import sdesync.store.AuditEntry;
import sdesync.store.AuditStore;
import sdesync.store.Database;
import sdesync.store.StoreFailure;

/** Keeps in the audit what was asked at the ops edge. */
final class AuditTrail {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  private final Database database;
  private final InstantSource clock;

  AuditTrail(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Without the store the log has it; nobody is refused for that. */
  void remember(Attempt attempt) {
    AuditEntry entry =
        AuditEntry.of(
                clock.instant(),
                attempt.who(),
                attempt.action(),
                attempt.integrationId(),
                attempt.detail())
            .askedFrom(attempt.address(), attempt.result());
    try {
      database.inTransaction(
          tx -> {
            new AuditStore().append(tx, entry);
            return entry;
          });
    } catch (StoreFailure e) {
      LOG.warn("not in the audit, for the store failed: {}", entry);
    }
  }
}
