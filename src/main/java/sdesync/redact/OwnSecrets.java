package sdesync.redact;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Our own tokens, passwords and keys. A secret that was rotated stays among them until this process
 * ends: somebody may still print the old one.
 */
public final class OwnSecrets {
  private final List<Secret> secrets;
  private final Set<String> seen = new LinkedHashSet<>();
  private Masker masker = Masker.of(List.of());

  public OwnSecrets(Collection<Secret> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /** All values they have now or had before, for a masker that knows a run's secrets as well. */
  public synchronized Set<String> values() {
    look();
    return Set.copyOf(seen);
  }

  /** A masker of these alone, for texts of our own: logs, messages, what is sent elsewhere. */
  public synchronized Masker masker() {
    look();
    return masker;
  }

  private void look() {
    boolean added = false;
    for (Secret secret : secrets) {
      String value = secret.reveal();
      added |= !value.isBlank() && seen.add(value);
    }
    if (added) {
      masker = Masker.of(seen);
    }
  }
}
