package sdesync.run;

import java.util.Optional;
import sdesync.integration.Integration;
import sdesync.sde.Fetched;

/** SD Elements as a starting run asks it: one integration, as it is at this moment. */
public interface FreshIntegrations {

  /** Whether params can be read at all: an admin token is configured. */
  boolean withParams();

  /**
   * The integration with its params, by one narrow request.
   *
   * @return empty when SD Elements no longer lists it
   * @throws sdesync.sde.SdeFailure when it does not answer, refuses the token, or answers nonsense
   */
  Optional<Fetched> fetch(Integration known);
}
