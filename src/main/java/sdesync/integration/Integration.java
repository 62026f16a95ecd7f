package sdesync.integration;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One integration as SD Elements lists it (sde-integrations-api.md, "Get all integrations").
 *
 * @param id positive
 * @param projectId null when the list did not say it
 * @param frequency as sent; {@link #knownFrequency()} is what we make of it
 * @param command a name to look up, never text to execute; as sent, so possibly hostile
 * @param params null when the list was read without {@code include=params}
 * @param server null when the API does not say such things
 */
public record Integration(
    long id,
    @Nullable Long projectId,
    String system,
    String alias,
    String frequency,
    String command,
    String type,
    @Nullable ParamsOutline params,
    @Nullable ServerState server) {

  public Integration {
    if (id <= 0) {
      throw new IllegalArgumentException("id " + id + " is not a positive integer");
    }
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(frequency, "frequency");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(type, "type");
  }

  /** One of which the server says nothing beyond the integration itself. */
  public Integration(
      long id,
      @Nullable Long projectId,
      String system,
      String alias,
      String frequency,
      String command,
      String type,
      @Nullable ParamsOutline params) {
    this(id, projectId, system, alias, frequency, command, type, params, null);
  }

  /** The same, but for project and params. */
  public Integration with(@Nullable Long itsProject, @Nullable ParamsOutline itsParams) {
    return new Integration(
        id, itsProject, system, alias, frequency, command, type, itsParams, server);
  }

  /** Empty when this worker does not know the frequency; such an integration is unsupported. */
  public Optional<Frequency> knownFrequency() {
    return Frequency.named(frequency);
  }

  /** The tracker host its params name, null when unknown. */
  public @Nullable String target() {
    return params == null ? null : params.target();
  }
}
