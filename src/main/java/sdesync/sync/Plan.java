package sdesync.sync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What a run would do now, and why. */
public final class Plan {
  private final List<Change.Set> sets;
  private final List<String> warnings;
  private final String guard;

  /**
   * @param warnings sentences about what people should look at
   * @param guard a sentence; empty when nothing stands in the way
   */
  Plan(List<Change.Set> sets, List<String> warnings, String guard) {
    this.sets = List.copyOf(sets);
    this.warnings = List.copyOf(warnings);
    this.guard = guard;
  }

  List<Change.Set> sets() {
    return sets;
  }

  /** Every line, those that leave a task as it is among them. */
  public List<Change> changes() {
    return sets.stream().flatMap(set -> set.changes().stream()).toList();
  }

  public List<String> warnings() {
    return warnings;
  }

  /** Why it stops unless somebody allows it; empty when it goes through. */
  public Optional<String> guard() {
    return guard.isEmpty() ? Optional.empty() : Optional.of(guard);
  }

  public long count(Action action) {
    return sets.stream().filter(set -> set.has(action)).count();
  }

  /** Tasks that stay as they are. */
  long unchanged() {
    return sets.stream().filter(set -> !set.isWork()).count();
  }

  /** The same for plans that do the same, and for no others: what is allowed is exactly this. */
  public String hash() {
    MessageDigest digest = sha256();
    for (Change.Set set : sets) {
      for (Change change : set.changes()) {
        if (change.action() != Action.LEAVE) {
          String ref = set.item() == null ? "" : set.item().ref();
          digest.update(
              String.join(
                      "\u0000",
                      change.action().wireName(),
                      change.taskNumber(),
                      ref,
                      change.to(),
                      "\n")
                  .getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
