package sdesync.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.catalog.PollReport.Refused;
import sdesync.store.AuditEntry;
import sdesync.store.AuditStore;
import sdesync.store.HeldRemoval;
import sdesync.store.Tx;

/** One audit row and one log line per change, in the same words. */
final class Chronicle {
  private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

  /** With more changes at once the log has their numbers; the audit always has each. */
  private static final int LINES = 20;

  private final AuditStore audit = new AuditStore();

  /** Items refused in the last list: repeated at every poll, news only once. */
  private final Map<PollScope, Set<Refused>> said = new ConcurrentHashMap<>();

  void write(Tx tx, PollScope scope, Accepted accepted, Instant now) {
    var entries = new ArrayList<AuditEntry>();
    each(scope, accepted, now, entries::add);
    audit.append(tx, entries);
  }

  /** After the commit: what was undone must not be told. */
  void tell(PollScope scope, Accepted accepted, Instant now) {
    Reconciliation changes = accepted.changes();
    int lines = changes.size() + accepted.problems().size() + accepted.wellAgain().size();
    if (lines <= LINES) {
      each(scope, accepted, now, Chronicle::log);
    } else {
      LOG.info(
          "poll {}: {} added, {} changed, {} gone, {} back, {} with a problem; the audit has each",
          scope,
          changes.added().size(),
          changes.changed().size(),
          changes.gone().size(),
          changes.back().size(),
          accepted.problems().size());
      if (accepted.heldNow()) {
        log(heldRemoval(scope, accepted, now));
      }
    }
    tellRefused(scope, accepted.refused());
  }

  private static void log(AuditEntry entry) {
    if (entry.integrationId() == null) {
      LOG.warn("{}", entry.detail());
    } else {
      LOG.info("integration {} {}: {}", entry.integrationId(), entry.action(), entry.detail());
    }
  }

  private void tellRefused(PollScope scope, List<Refused> refused) {
    Set<Refused> before = said.put(scope, new HashSet<>(refused));
    List<Refused> news =
        refused.stream()
            .filter(one -> !one.known() && (before == null || !before.contains(one)))
            .toList();
    news.stream().limit(LINES).forEach(one -> LOG.warn("poll {}: {}", scope, refusal(one)));
    if (news.size() > LINES) {
      LOG.warn("poll {}: {} more items were refused", scope, news.size() - LINES);
    }
  }

  private static String refusal(Refused item) {
    String which = item.integrationId() == null ? "an item" : "item " + item.integrationId();
    return which + " was refused: " + Quoted.sentence(item.why());
  }

  private static void each(
      PollScope scope, Accepted accepted, Instant now, Consumer<AuditEntry> to) {
    Reconciliation changes = accepted.changes();
    changes.added().forEach(i -> to.accept(entry(now, "added", i.id(), ChangeTexts.added(i))));
    changes
        .changed()
        .forEach(c -> to.accept(entry(now, "changed", c.now().id(), ChangeTexts.changed(c))));
    changes.gone().forEach(i -> to.accept(entry(now, "gone", i.id(), ChangeTexts.gone(i))));
    changes.back().forEach(c -> to.accept(entry(now, "back", c.now().id(), ChangeTexts.back(c))));
    accepted
        .problems()
        .forEach(
            r -> to.accept(AuditEntry.of(now, "poll", "problem", r.integrationId(), problem(r))));
    accepted
        .wellAgain()
        .forEach(i -> to.accept(entry(now, "problem_over", i.id(), "is listed properly again")));
    if (accepted.heldNow()) {
      to.accept(heldRemoval(scope, accepted, now));
    }
  }

  private static AuditEntry entry(Instant now, String action, long id, String detail) {
    return AuditEntry.of(now, "poll", action, id, detail);
  }

  private static String problem(Refused item) {
    return "its item was refused, it stays as last seen: " + Quoted.sentence(item.why());
  }

  private static AuditEntry heldRemoval(PollScope scope, Accepted accepted, Instant now) {
    HeldRemoval held = accepted.held();
    String detail =
        "%s no longer has %d integrations, more than half of those known (%s); they stay until the next two polls agree"
            .formatted(scope.spoken(), held == null ? 0 : held.count(), some(accepted.heldIds()));
    return AuditEntry.of(now, "poll", "removal_held", null, detail);
  }

  private static String some(List<Long> ids) {
    return ids.stream().map(String::valueOf).reduce((a, b) -> a + ", " + b).orElse("") + ", …";
  }
}
