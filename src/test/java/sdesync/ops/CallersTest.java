package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose word is taken for where a request comes from. */
class CallersTest {
  @TempDir Path dataDir;

  private String seen(List<String> trusted, @Nullable String forwarded) throws Exception {
    try (Served served =
        Served.with(any -> trusting(any, trusted), dataDir, new FakeOperations())) {
      String[] headers =
          forwarded == null ? new String[0] : new String[] {"X-Forwarded-For", forwarded};
      served.send("GET", "/api/v1/status", "wrong", "", headers);
      return served.attempts.get(0).address();
    }
  }

  private static OpsSettings trusting(OpsSettings plain, List<String> trusted) {
    return new OpsSettings(
        plain.bind(),
        new OpsSettings.Edge(null, null, true, null, trusted),
        plain.tokens(),
        plain.client(),
        new OpsSettings.Metrics(false, true),
        plain.dataDir());
  }

  @Test
  void nobody_is_believed_unless_trusted() throws Exception {
    assertThat(seen(List.of(), "203.0.113.9")).isEqualTo("127.0.0.1");
    assertThat(seen(List.of("10.0.0.0/8"), "203.0.113.9")).isEqualTo("127.0.0.1");
  }

  @Test
  void the_nearest_address_that_is_no_trusted_proxy_counts() throws Exception {
    List<String> trusted = List.of("127.0.0.0/8", "10.1.2.3");
    assertThat(seen(trusted, "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(seen(trusted, "1.1.1.1, 203.0.113.9, 10.1.2.3")).isEqualTo("203.0.113.9");
    assertThat(seen(trusted, "2001:db8::7")).isEqualTo("2001:db8::7");
    assertThat(seen(trusted, null)).isEqualTo("127.0.0.1");
    assertThat(seen(trusted, "evil.example, <b>")).isEqualTo("127.0.0.1");
  }

  @Test
  void addresses_of_one_ipv6_network_are_one_guesser() {
    assertThat(Callers.network("2001:db8::1")).isEqualTo(Callers.network("2001:db8::ffff:2"));
    assertThat(Callers.network("2001:db8::1")).isNotEqualTo(Callers.network("2001:db8:0:1::1"));
    assertThat(Callers.network("192.0.2.1")).isNotEqualTo(Callers.network("192.0.2.2"));
  }
}
