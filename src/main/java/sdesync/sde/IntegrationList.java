package sdesync.sde;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;

/**
 * One list, read whole and without a fault: what a good poll brings.
 *
 * @param project the project it is the list of; null for the list of all projects
 * @param withParams whether it was read under the admin token, which may see params
 * @param unreadTypes the types whose own list the token may not see: nothing is known of them
 * @param leftToServer how many were passed over because SD Elements runs them itself
 */
public record IntegrationList(
    @Nullable Long project,
    boolean withParams,
    List<Integration> integrations,
    List<RefusedItem> refused,
    Set<String> unreadTypes,
    int leftToServer) {
  public IntegrationList {
    integrations = List.copyOf(integrations);
    refused = List.copyOf(refused);
    unreadTypes = Set.copyOf(unreadTypes);
  }

  /** One from which nothing was left out. */
  public IntegrationList(
      @Nullable Long project,
      boolean withParams,
      List<Integration> integrations,
      List<RefusedItem> refused) {
    this(project, withParams, integrations, refused, Set.of(), 0);
  }

  /**
   * An item that was refused alone.
   *
   * @param id null when even that was not readable
   */
  public record RefusedItem(@Nullable Long id, String why) {}
}
