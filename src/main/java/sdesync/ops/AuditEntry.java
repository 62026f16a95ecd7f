package sdesync.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who or what changed something, when. */
public record AuditEntry(
    Instant at, String who, String action, @Nullable Long integrationId, String detail) {

  static AuditEntry of(sdesync.store.AuditEntry stored) {
    return new AuditEntry(
        stored.at(), stored.who(), stored.action(), stored.integrationId(), stored.detail());
  }
}
