package sdesync.sde;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;

/**
 * One list, read whole and without a fault: what a good poll brings.
 *
 * @param project the project it is the list of; null for the list of all projects
 * @param withParams whether it was read under the admin token with {@code include=params}
 */
public record IntegrationList(
    @Nullable Long project,
    boolean withParams,
    List<Integration> integrations,
    List<RefusedItem> refused) {
  public IntegrationList {
    integrations = List.copyOf(integrations);
    refused = List.copyOf(refused);
  }

  /**
   * An item that was refused alone.
   *
   * @param id null when even that was not readable
   */
  public record RefusedItem(@Nullable Long id, String why) {}
}
