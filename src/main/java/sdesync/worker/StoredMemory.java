package sdesync.worker;

import java.util.List;
import java.util.Optional;
import sdesync.store.AcceptedPlanStore;
import sdesync.store.Database;
import sdesync.store.LinkStore;
import sdesync.sync.Link;
import sdesync.sync.Memory;

/** What native syncs remember, in the database. */
record StoredMemory(Database database, long integrationId) implements Memory {
  private static final LinkStore LINKS = new LinkStore();
  private static final AcceptedPlanStore PLANS = new AcceptedPlanStore();

  @Override
  public List<Link> links() {
    return database.inTransaction(tx -> LINKS.of(tx, integrationId));
  }

  @Override
  public void keep(Link link) {
    database.inTransaction(
        tx -> {
          LINKS.keep(tx, integrationId, link);
          return link;
        });
  }

  @Override
  public Optional<String> acceptedPlan() {
    return database.inTransaction(tx -> PLANS.of(tx, integrationId));
  }

  @Override
  public void forgetAcceptedPlan() {
    database.inTransaction(
        tx -> {
          PLANS.forget(tx, integrationId);
          return integrationId;
        });
  }
}
