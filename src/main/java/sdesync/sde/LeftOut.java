package sdesync.sde;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what a good poll left out and why, once for each change of it. */
final class LeftOut {
  private static final Logger LOG = LoggerFactory.getLogger(LeftOut.class);

  private final Map<String, Told> told = new ConcurrentHashMap<>();

  private record Told(Set<String> unreadTypes, boolean leavesSome) {}

  void tell(IntegrationList list) {
    String scope = list.project() == null ? "all" : list.project().toString();
    var now = new Told(list.unreadTypes(), list.leftToServer() > 0);
    Told before = told.put(scope, now);
    if (Objects.equals(before, now)) {
      return;
    }
    if (!now.unreadTypes().isEmpty()) {
      LOG.info(
          "poll {}: SD Elements does not show integrations of type {} to this token; what was known"
              + " of them stays as it was",
          scope,
          now.unreadTypes());
    }
    if (now.leavesSome()) {
      LOG.info(
          "poll {}: connections left to SD Elements, which runs them itself"
              + " (sde.only-inaccessible): {}",
          scope,
          list.leftToServer());
    }
  }
}
