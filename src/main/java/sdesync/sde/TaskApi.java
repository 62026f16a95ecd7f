package sdesync.sde;

import java.time.InstantSource;
import sdesync.http.Outbound;
import sdesync.sync.Calls;
import sdesync.sync.ProjectTasks;
import sdesync.sync.TaskSource;

/** SD Elements' tasks, under the token for what is written: the ordinary one, if there is one. */
public final class TaskApi implements TaskSource {
  private final SdeSettings settings;
  private final Outbound http;
  private final InstantSource clock;

  public TaskApi(SdeSettings settings, Outbound http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public ProjectTasks tasks(long projectId, Calls calls) {
    Access access = Access.of(settings.token() != null ? Token.ORDINARY : Token.ADMIN, settings);
    var wire =
        new TaskWire(
            new TaskWire.Peer(settings, http, access),
            calls.to(settings.url().getRawAuthority()),
            new TaskFailures(access.token(), clock));
    return new TaskClient(projectId, settings.url(), wire);
  }
}
