package sdesync.ops;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The worker on one screen.
 *
 * @param at when this was so
 * @param integrations how many there are by state
 * @param runs how many are {@code running} and {@code queued}
 * @param attention what needs a human, the gravest first
 */
public record StatusView(
    String version,
    String node,
    Instant at,
    SdeView sde,
    ListView list,
    Map<String, Long> integrations,
    Map<String, Long> runs,
    List<Attention> attention) {
  public StatusView {
    // In their order: a copy by Map.copyOf has another one in each process.
    integrations = Collections.unmodifiableMap(new LinkedHashMap<>(integrations));
    runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    attention = List.copyOf(attention);
  }

  /**
   * SD Elements as the last polls met it.
   *
   * @param state {@code reachable}, {@code unreachable}, {@code unauthorized} or {@code unknown}
   *     before the first poll
   * @param since when it came into that state; null when unknown
   */
  public record SdeView(
      String url, String state, @Nullable Instant since, @Nullable String problem) {}

  /**
   * The list in force.
   *
   * @param lastSuccessAt of the list that is oldest; null when one was never read
   * @param late whether it is older than 24 hours
   */
  public record ListView(@Nullable Instant lastSuccessAt, boolean late, List<PollView> polls) {}

  /**
   * Something a human has to do.
   *
   * @param integrationId null when it concerns all
   * @param fix what to do
   */
  public record Attention(
      @Nullable Long integrationId,
      @Nullable String alias,
      String reason,
      String message,
      @Nullable Instant since,
      String fix) {}
}
