package sdesync.redact;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What must not be seen in anything this process says itself, such as its log: its own secrets
 * always, and those of a run for as long as it runs. For any number of threads.
 */
public final class SecretsInUse {
  private final OwnSecrets own;
  private final Set<Masker> runs = ConcurrentHashMap.newKeySet();

  public SecretsInUse(OwnSecrets own) {
    this.own = own;
  }

  public OwnSecrets own() {
    return own;
  }

  /** Hides those of a run, too, until it is told that the run {@link #ended}. */
  public void began(Masker run) {
    runs.add(run);
  }

  public void ended(Masker run) {
    runs.remove(run);
  }

  /** The text with all of them masked; the same text if it has none. */
  public String mask(String text) {
    String masked = own.masker().mask(text);
    for (Masker run : runs) {
      masked = run.mask(masked);
    }
    return masked;
  }
}
