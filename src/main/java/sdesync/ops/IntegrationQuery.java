package sdesync.ops;

import org.jspecify.annotations.Nullable;

/**
 * Which integrations to show, by id.
 *
 * @param selector one that says nothing means all
 * @param limit 1 to {@link #MOST}
 * @param cursor from the page before; null for the first page
 */
public record IntegrationQuery(Selector selector, int limit, @Nullable String cursor) {
  public static final int DEFAULT_LIMIT = 1000;
  public static final int MOST = 10_000;

  public static IntegrationQuery of(Selector selector) {
    return new IntegrationQuery(selector, DEFAULT_LIMIT, null);
  }
}
