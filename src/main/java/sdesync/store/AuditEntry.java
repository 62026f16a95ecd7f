package sdesync.store;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who or what changed something, when.
 *
 * @param id grows with time; 0 while it is not stored
 * @param who a token's name, or {@code poll}, or the worker's own part
 * @param action one lower_case word
 * @param integrationId null when it concerns none, or more than one
 * @param detail for people; no secret; cut at 4,000 characters
 * @param address where it was asked from; null for what this machine did
 * @param result the HTTP status that was answered; null where there was no request
 */
public record AuditEntry(
    long id,
    Instant at,
    String who,
    String action,
    @Nullable Long integrationId,
    String detail,
    @Nullable String address,
    @Nullable Integer result) {
  public AuditEntry {
    who = Objects.requireNonNull(Texts.cut(who, 255));
    detail = Objects.requireNonNull(Texts.cut(detail, 4_000));
    address = Texts.cut(address, 60);
  }

  /** An entry to be stored. */
  public static AuditEntry of(
      Instant at, String who, String action, @Nullable Long integrationId, String detail) {
    return new AuditEntry(0, at, who, action, integrationId, detail, null, null);
  }

  /** The same, asked over HTTP. */
  public AuditEntry askedFrom(String where, int status) {
    return new AuditEntry(id, at, who, action, integrationId, detail, where, status);
  }
}
