package sdesync.sde;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;
import sdesync.integration.ServerState;

/**
 * Which of the listed integrations are this worker's: the API's filters and projects, applied again
 * on our side, and the mark of those that a remote agent is to run.
 *
 * @param projects empty for all
 */
record Ours(Filters filters, List<Long> projects, boolean onlyInaccessible) {

  static Ours of(SdeSettings settings) {
    return new Ours(
        new Filters(settings.filters()), settings.projects(), settings.api().onlyInaccessible());
  }

  /** The same, of one project alone; null for no change. */
  Ours in(@Nullable Long project) {
    return project == null ? this : new Ours(filters, List.of(project), onlyInaccessible);
  }

  /** Whether it is what was asked for, whoever runs it. */
  boolean asked(Integration integration, ItemReader read) {
    return filters.match(integration, read.systems())
        && (projects.isEmpty()
            || projects.stream().anyMatch(id -> id.equals(integration.projectId())));
  }

  /** Whether SD Elements runs it itself, so that running it here would run it twice. */
  boolean leftToServer(Integration integration) {
    ServerState server = integration.server();
    return onlyInaccessible && server != null && !server.forAgents();
  }
}
