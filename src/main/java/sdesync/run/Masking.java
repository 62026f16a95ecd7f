package sdesync.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import sdesync.history.Outcome;
import sdesync.integration.Params;
import sdesync.redact.Masker;
import sdesync.redact.NamedSecret;
import sdesync.redact.SecretParams;
import sdesync.redact.SecretsInUse;

/** Makes the masker of one run: our own secrets and those among what its command is given. */
public final class Masking {
  private final SecretsInUse secrets;
  private final List<String> extraKeys;
  private final LongAdder masked = new LongAdder();

  /**
   * @param extraKeys {@code redact.keys}
   */
  public Masking(SecretsInUse secrets, List<String> extraKeys) {
    this.secrets = secrets;
    this.extraKeys = List.copyOf(extraKeys);
  }

  /**
   * For a run with these params, whose command has these variables in its environment. Until it is
   * closed the log hides them, too.
   */
  public ForRun of(Params params, Map<String, String> environment) {
    List<NamedSecret> found =
        Stream.of(params.values(), environment)
            .flatMap(values -> SecretParams.in(values, extraKeys).stream())
            .toList();
    Set<String> values = new TreeSet<>(secrets.own().values());
    found.stream().filter(NamedSecret::isMaskable).map(NamedSecret::value).forEach(values::add);
    List<String> tooShort =
        found.stream()
            .filter(secret -> !secret.isMaskable())
            .map(secret -> "short_secret:" + secret.name())
            .toList();
    return new ForRun(Masker.of(values, masked), tooShort, secrets);
  }

  /** How many secrets were taken out so far. */
  public long masked() {
    return masked.sum();
  }

  /**
   * @param flags names the secrets that are too short to be masked
   */
  public record ForRun(Masker masker, List<String> flags, SecretsInUse secrets)
      implements AutoCloseable {
    public ForRun {
      secrets.began(masker);
    }

    /**
     * What the run leaves behind: nothing of it reaches the store, a page or a webhook unmasked.
     */
    public Outcome outcome(Outcome outcome) {
      var summary = new LinkedHashMap<String, Object>();
      outcome
          .summary()
          .forEach(
              (key, value) ->
                  summary.put(
                      masker.mask(key), value instanceof String text ? masker.mask(text) : value));
      return new Outcome(
          outcome.state(),
          outcome.reason(),
          message(outcome.message()),
          outcome.retryable(),
          outcome.exitCode(),
          summary,
          outcome.output());
    }

    /** Masked, and short enough for a run's message. */
    String message(String text) {
      String masked = masker.mask(text);
      return masked.length() <= 2000 ? masked : masked.substring(0, 1999) + "…";
    }

    @Override
    public void close() {
      secrets.ended(masker);
    }
  }
}
