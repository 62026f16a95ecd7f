package sdesync.sde;

import org.jspecify.annotations.Nullable;
import sdesync.sde.Dialect.Listing;

/**
 * How the items of a list are written.
 *
 * @param type what the list itself says of their type; null when each says its own
 * @param project the project whose list it is, where that list does not say it; else null
 */
record ItemForm(boolean isConnection, @Nullable String type, @Nullable Long project) {

  /**
   * @param project whose list was asked for; null for all projects
   */
  static ItemForm of(Dialect dialect, Listing listing, @Nullable Long project) {
    boolean connections = dialect.hasConnections();
    return new ItemForm(connections, listing.type(), connections ? null : project);
  }

  String projectField() {
    return isConnection ? "project" : "project_id";
  }
}
