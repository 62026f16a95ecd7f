package sdesync.observe;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import sdesync.ops.StatusView;
import sdesync.store.Database;

/**
 * Where the figures come from.
 *
 * @param database for what the store says
 * @param status the worker on one screen, from the store
 * @param running how many runs go on here
 * @param counters further counts of this node, by the name and labels of their metric
 */
public record Sources(
    Database database,
    Supplier<StatusView> status,
    LongSupplier running,
    Map<Counted, LongSupplier> counters) {

  /** A count of something that only grows. */
  public record Counted(String name, String help, List<String> labels) {
    public Counted {
      labels = List.copyOf(labels);
    }

    /**
     * @param labels name, value, name, value
     */
    public static Counted of(String name, String help, String... labels) {
      return new Counted(name, help, List.of(labels));
    }
  }
}
