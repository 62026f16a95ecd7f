package sdesync.sandbox;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the simulated SD Elements knows, by id; changed at will while it serves. */
public final class SandboxIntegrations {
  private final NavigableMap<Long, SandboxIntegration> kept = new ConcurrentSkipListMap<>();
  private final NavigableSet<Long> projects = new ConcurrentSkipListSet<>();
  private volatile Made made = new Made(0, 0, id -> null);

  /** Many integrations that are made when they are sent and never held. */
  private record Made(long first, int count, LongFunction<SandboxIntegration> maker) {
    Stream<SandboxIntegration> from(long skip) {
      return LongStream.range(first + Math.min(skip, count), first + count).mapToObj(maker);
    }
  }

  SandboxIntegrations(Collection<SandboxIntegration> first) {
    first.forEach(this::add);
  }

  /** Adds it, or replaces the one of the same id. */
  public void add(SandboxIntegration integration) {
    projects.add(integration.projectId());
    kept.put(integration.id(), integration);
  }

  /** Changes one that is there. */
  public void change(long id, UnaryOperator<SandboxIntegration> change) {
    SandboxIntegration before = kept.get(id);
    if (before == null) {
      throw new IllegalArgumentException("the sandbox has no integration " + id + " to change");
    }
    add(change.apply(before));
  }

  public void remove(long id) {
    kept.remove(id);
  }

  /** Removes all; their projects stay. */
  public void clear() {
    kept.clear();
    made = new Made(0, 0, id -> null);
  }

  /** A project exists once it had an integration, or was added here. */
  public void addProject(long project) {
    projects.add(project);
  }

  /**
   * Adds {@code count} integrations with ids from {@code first} on, in place of earlier ones of
   * this kind. Each is made anew whenever it is sent, so any number of them costs no memory.
   */
  public void addMade(long first, int count, LongFunction<SandboxIntegration> maker) {
    made = new Made(first, count, maker);
    if (count > 0) {
      projects.add(maker.apply(first).projectId());
    }
  }

  boolean knows(long id) {
    return kept.containsKey(id) || (id >= made.first() && id < made.first() + made.count());
  }

  Optional<SandboxIntegration> find(long id) {
    SandboxIntegration held = kept.get(id);
    return held == null && knows(id)
        ? made.from(id - made.first()).findFirst()
        : Optional.ofNullable(held);
  }

  boolean knowsProject(long project) {
    return projects.contains(project);
  }

  /** Those that pass every filter, as a stream that may be cut at any point. */
  Pages.Listing<SandboxIntegration> where(
      Map<String, String> filters, Predicate<SandboxIntegration> also) {
    if (filters.isEmpty() && also == EVERY) {
      return new Pages.Listing<>(kept.size() + made.count(), this::from);
    }
    Predicate<SandboxIntegration> wanted =
        also.and(
            item ->
                filters.entrySet().stream()
                    .allMatch(filter -> filter.getValue().equals(item.filtered(filter.getKey()))));
    return new Pages.Listing<>(
        from(0).filter(wanted).count(), skip -> from(0).filter(wanted).skip(skip));
  }

  /** Passes all: known by identity, so that a page far down a long list costs no more than one. */
  static final Predicate<SandboxIntegration> EVERY = item -> true;

  private Stream<SandboxIntegration> from(long skip) {
    int held = kept.size();
    return Stream.concat(kept.values().stream().skip(skip), made.from(Math.max(0, skip - held)));
  }
}
