package sdesync.ops;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the worker is.
 *
 * @param status {@code up}; {@code degraded} when it works on with what it has; {@code down}
 */
public record HealthView(String status, String version, String node, List<Part> parts) {
  public HealthView {
    parts = List.copyOf(parts);
  }

  /**
   * One thing it needs.
   *
   * @param message what is the matter; empty when nothing is
   * @param since when it came to that; null when unknown or well
   */
  public record Part(String name, String status, String message, @Nullable Instant since) {}

  /**
   * The whole from its parts.
   *
   * @param degrading names of the parts the worker can do without for a while
   */
  public static HealthView of(
      String version, String node, List<Part> parts, List<String> degrading) {
    boolean down =
        parts.stream().anyMatch(p -> !p.status().equals("up") && !degrading.contains(p.name()));
    boolean up = parts.stream().allMatch(part -> part.status().equals("up"));
    return new HealthView(down ? "down" : up ? "up" : "degraded", version, node, parts);
  }
}
