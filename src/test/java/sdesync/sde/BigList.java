package sdesync.sde;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import sdesync.http.HttpSettings;
import sdesync.redact.Secret;

/** What {@link BigListTest} runs in a JVM of its own: one poll, and what it found. */
final class BigList {
  private BigList() {}

  public static void main(String[] args) throws Exception {
    var settings =
        new SdeSettings(
            URI.create(args[0]),
            null,
            Secret.of("admin"),
            List.of(),
            Map.of(),
            Integer.parseInt(args[1]),
            256L << 20,
            ApiSettings.of(Dialect.valueOf(args[2])));
    var http =
        new HttpSettings(null, List.of(), null, Duration.ofSeconds(10), Duration.ofSeconds(30));
    try (var rig = new PollRig(settings, http)) {
      IntegrationList list = rig.list();
      System.gc();
      long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      System.out.println("READ " + list.integrations().size() + " KEPT_MB " + (used >> 20));
    }
  }
}
