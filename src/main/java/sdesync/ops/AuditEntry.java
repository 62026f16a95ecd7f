package sdesync.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who or what changed something, when; or what was asked of the edge, and denied.
 *
 * @param address where it was asked from; null for what this machine did
 * @param result the HTTP status that was answered; null where there was no request
 */
public record AuditEntry(
    Instant at,
    String who,
    String action,
    @Nullable Long integrationId,
    String detail,
    @Nullable String address,
    @Nullable Integer result) {

  static AuditEntry of(sdesync.store.AuditEntry stored) {
    return new AuditEntry(
        stored.at(),
        stored.who(),
        stored.action(),
        stored.integrationId(),
        stored.detail(),
        stored.address(),
        stored.result());
  }
}
