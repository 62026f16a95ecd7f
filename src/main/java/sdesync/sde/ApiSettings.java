package sdesync.sde;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which API of SD Elements is spoken, and what of it is used.
 *
 * @param dialect null to ask the server
 * @param onlyInaccessible whether connections that SD Elements runs itself are left to it
 * @param reportResults null for: where the dialect has job results
 * @param requestsEvery how often syncs asked for in SD Elements are looked for; null for never
 * @param agent the id of this worker's remote agent; null when it has none
 */
public record ApiSettings(
    @Nullable Dialect dialect,
    boolean onlyInaccessible,
    @Nullable Boolean reportResults,
    @Nullable Duration requestsEvery,
    @Nullable Long agent) {

  /** That dialect with the defaults. */
  public static ApiSettings of(@Nullable Dialect dialect) {
    return new ApiSettings(dialect, true, null, null, null);
  }
}
