package sdesync.sde;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sdesync.integration.Integration;

/** The API's four filters: sent, and applied again on our side. */
record Filters(Map<String, String> wanted) {

  static Filters none() {
    return new Filters(Map.of());
  }

  /** Those that single out one integration as far as the API can. */
  static Filters of(Integration integration) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("alias", integration.alias());
    all.put("system", integration.system());
    all.put("type", integration.type());
    all.put("frequency", integration.frequency());
    return new Filters(all);
  }

  /** As query parameters, in a fixed order. */
  Map<String, String> parameters() {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String name : new String[] {"alias", "system", "type", "frequency"}) {
      String value = wanted.get(name);
      if (value != null) {
        ordered.put(name, value);
      }
    }
    return ordered;
  }

  /** Those that hardly ever change: what is left to look for one whose others did. */
  Filters lasting() {
    Map<String, String> kept = new LinkedHashMap<>(wanted);
    kept.keySet().retainAll(List.of("system", "type"));
    return new Filters(kept);
  }

  /**
   * @param systems all the names of the integration's system
   */
  boolean match(Integration integration, Collection<String> systems) {
    Map<String, String> actual = of(integration).wanted();
    return wanted.entrySet().stream()
        .allMatch(
            want ->
                want.getValue().equals(actual.get(want.getKey()))
                    || (want.getKey().equals("system") && systems.contains(want.getValue())));
  }

  boolean matchType(String type) {
    String want = wanted.get("type");
    return want == null || want.isEmpty() || want.equals(type);
  }
}
