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
 */
public record AuditEntry(
    long id, Instant at, String who, String action, @Nullable Long integrationId, String detail) {
  public AuditEntry {
    who = Objects.requireNonNull(Texts.cut(who, 255));
    detail = Objects.requireNonNull(Texts.cut(detail, 4_000));
  }

  /** An entry to be stored. */
  public static AuditEntry of(
      Instant at, String who, String action, @Nullable Long integrationId, String detail) {
    return new AuditEntry(0, at, who, action, integrationId, detail);
  }
}
