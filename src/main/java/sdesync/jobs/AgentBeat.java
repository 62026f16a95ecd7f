package sdesync.jobs;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.sde.RemoteAgents;
import sdesync.sde.SdeFailure;

/** Shows in SD Elements that this worker is alive. The bean {@code agent} of remote-agent. */
public final class AgentBeat {
  private static final Logger LOG = LoggerFactory.getLogger(AgentBeat.class);

  private final RemoteAgents agents;
  private final @Nullable Long id;
  private final String version;
  private final InstantSource clock;
  private boolean refused;

  /**
   * @param id of the agent's record; null when this worker has none
   */
  public AgentBeat(RemoteAgents agents, @Nullable Long id, String version, InstantSource clock) {
    this.agents = agents;
    this.id = id;
    this.version = version;
    this.clock = clock;
  }

  /** Never throws; a server that does not want to know is not told again. */
  public synchronized void beat() {
    if (refused || id == null) {
      return;
    }
    try {
      refused = !agents.beat(id, version, clock.instant());
      if (refused) {
        LOG.info(
            "SD Elements does not let remote agent {} be updated; it shows no sign of this worker",
            id);
      }
    } catch (SdeFailure e) {
      // Polls tell of SD Elements being away; this is asked again with the next beat.
      LOG.debug("remote agent {} could not be updated", id, e);
    }
  }
}
