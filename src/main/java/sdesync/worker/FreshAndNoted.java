package sdesync.worker;

import java.util.Optional;
import sdesync.catalog.Polls;
import sdesync.integration.Integration;
import sdesync.run.FreshIntegrations;
import sdesync.sde.Fetched;
import sdesync.sde.SdElements;
import sdesync.sde.SdeFailure;

/** What a starting run hears from SD Elements, the polls hear too. */
final class FreshAndNoted implements FreshIntegrations {
  private final SdElements sde;
  private final Polls polls;

  FreshAndNoted(SdElements sde, Polls polls) {
    this.sde = sde;
    this.polls = polls;
  }

  @Override
  public boolean withParams() {
    return sde.canReadParams();
  }

  @Override
  public Optional<Fetched> fetch(Integration known) {
    try {
      Optional<Fetched> fetched = sde.fetch(known);
      polls.reachable();
      return fetched;
    } catch (SdeFailure e) {
      polls.failed(e);
      throw e;
    }
  }
}
