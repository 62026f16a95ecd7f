package sdesync.notify;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sdesync.store.Database;
import sdesync.store.StoreFailure;
import sdesync.store.ToldStore;
import sdesync.store.ToldStore.Told;

/** Who was told what. A change is this node's to tell only if it was the first to write it down. */
final class ToldBooks {
  static final String SDE = "sde";

  private final Database database;
  private final ToldStore store;

  ToldBooks(Database database, ToldStore store) {
    this.database = database;
    this.store = store;
  }

  static String subject(long integrationId) {
    return "integration " + integrationId;
  }

  Map<String, Told> all() {
    return database.inTransaction(store::all);
  }

  /** Whether this is graver than what was told, and nobody else tells it. */
  boolean move(String subject, State state, Instant now) {
    try {
      return database.inTransaction(
          tx -> {
            Optional<Told> told = store.find(tx, subject);
            if (told.isEmpty()) {
              store.begin(tx, subject, state.wireName(), now);
              return true;
            }
            return state.isGraverThan(told.get().state())
                && store.change(tx, told.get(), state.wireName(), now);
          });
    } catch (StoreFailure e) {
      if (e.kind() == StoreFailure.Kind.DUPLICATE) {
        return false;
      }
      throw e;
    }
  }

  /**
   * What was told and is over now; empty when nothing was, or another node says that it is over.
   */
  Optional<Told> end(String subject) {
    return database.inTransaction(
        tx -> store.find(tx, subject).filter(told -> store.end(tx, told)));
  }
}
