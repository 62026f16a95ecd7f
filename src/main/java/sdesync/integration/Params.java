package sdesync.integration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration parameters of one integration, secrets included, in memory for one run only.
 * They have no way to print themselves.
 */
public final class Params {
  private final Map<String, @Nullable Object> values;

  /** Values are strings, numbers, booleans, null, lists and maps, as JSON has them. */
  public Params(Map<String, ? extends @Nullable Object> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static Params none() {
    return new Params(Map.of());
  }

  public Map<String, @Nullable Object> values() {
    return values;
  }

  @Override
  public String toString() {
    return "Params[" + values.size() + "]";
  }
}
