package sdesync.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept, in memory; a write to it is a moment at which a process can die, too. */
final class FakeMemory implements Memory {
  final Map<String, Link> links = new LinkedHashMap<>();
  @Nullable String accepted;
  private final Wire wire;

  FakeMemory(Wire wire) {
    this.wire = wire;
  }

  @Override
  public synchronized List<Link> links() {
    return List.copyOf(links.values());
  }

  @Override
  public synchronized void keep(Link link) {
    wire.write("keep " + link.taskId(), () -> Optional.ofNullable(links.put(link.taskId(), link)));
  }

  @Override
  public Optional<String> acceptedPlan() {
    return Optional.ofNullable(accepted);
  }

  @Override
  public void forgetAcceptedPlan() {
    accepted = null;
  }
}
