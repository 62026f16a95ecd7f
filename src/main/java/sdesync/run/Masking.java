package sdesync.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import sdesync.integration.Params;
import sdesync.redact.Masker;
import sdesync.redact.NamedSecret;
import sdesync.redact.OwnSecrets;
import sdesync.redact.SecretParams;

/** Makes the masker of one run: our own secrets and those among what its command is given. */
public final class Masking {
  private final OwnSecrets own;
  private final List<String> extraKeys;

  /**
   * @param extraKeys {@code redact.keys}
   */
  public Masking(OwnSecrets own, List<String> extraKeys) {
    this.own = own;
    this.extraKeys = List.copyOf(extraKeys);
  }

  /** For a run with these params, whose command has these variables in its environment. */
  ForRun of(Params params, Map<String, String> environment) {
    List<NamedSecret> secrets =
        Stream.of(params.values(), environment)
            .flatMap(values -> SecretParams.in(values, extraKeys).stream())
            .toList();
    Set<String> values = new TreeSet<>(own.values());
    secrets.stream().filter(NamedSecret::isMaskable).map(NamedSecret::value).forEach(values::add);
    List<String> tooShort =
        secrets.stream()
            .filter(secret -> !secret.isMaskable())
            .map(secret -> "short_secret:" + secret.name())
            .toList();
    return new ForRun(Masker.of(values), tooShort);
  }

  /**
   * @param flags names the secrets that are too short to be masked
   */
  record ForRun(Masker masker, List<String> flags) {

    /** Masked, and short enough for a run's message. */
    String message(String text) {
      String masked = masker.mask(text);
      return masked.length() <= 2000 ? masked : masked.substring(0, 1999) + "…";
    }
  }
}
