package sdesync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code run.targets}, on the addresses a name leads to. */
class TargetRuleTest {
  private static TargetRule rule(@Nullable String sde, String... hosts) {
    return new TargetRule(
        new TargetSettings(List.of(hosts), false, sde == null ? null : URI.create(sde)));
  }

  private static void check(TargetRule rule, String host, int port, String... addresses)
      throws Exception {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.getByName(address));
    }
    rule.check(host, port, all);
  }

  @ParameterizedTest
  @CsvSource({
    "rally.example, 127.0.0.1, loopback",
    "rally.example, ::1, loopback",
    "rally.example, 169.254.169.254, metadata",
    "rally.example, fe80::1, link-local",
    "10.255.255.254, 0.0.0.0, no host's own",
    "localhost, 127.0.0.1, loopback"
  })
  void by_default_no_name_may_lead_to_this_machine_or_its_link(
      String host, String address, String word) {
    assertThatThrownBy(() -> check(rule("https://192.0.2.1"), host, 443, address))
        .isInstanceOf(TargetForbidden.class)
        .hasMessageContaining(word)
        .hasMessageContaining("run.targets");
  }

  @Test
  void one_bad_address_among_good_ones_forbids_the_name() {
    assertThatThrownBy(() -> check(rule(null), "a.example", 443, "192.0.2.7", "127.0.0.1"))
        .isInstanceOf(TargetForbidden.class);
  }

  @Test
  void sd_elements_itself_is_nobodys_tracker() throws Exception {
    TargetRule rule = rule("https://192.0.2.1");
    assertThatThrownBy(() -> check(rule, "192.0.2.1", 8443, "192.0.2.1"))
        .hasMessageContaining("SD Elements itself");
    assertThatThrownBy(() -> check(rule, "alias.example", 443, "192.0.2.1"))
        .hasMessageContaining("SD Elements itself");
    check(rule, "rally.example", 443, "192.0.2.2");
    check(rule("https://192.0.2.1", "both.example"), "both.example", 443, "192.0.2.1");
  }

  @Test
  void where_sd_elements_is_on_loopback_so_may_be_a_tracker_but_not_at_the_same_port()
      throws Exception {
    TargetRule rule = rule("http://127.0.0.1:8000");
    check(rule, "127.0.0.1", 8001, "127.0.0.1");
    check(rule, "localhost", 8001, "127.0.0.1", "::1");
    assertThatThrownBy(() -> check(rule, "localhost", 8000, "::1"))
        .hasMessageContaining("SD Elements itself");
    assertThatThrownBy(() -> check(rule, "a.example", 1, "169.254.169.254"))
        .isInstanceOf(TargetForbidden.class);
  }

  @Test
  void what_run_targets_lists_is_all_that_may_be_spoken_to() throws Exception {
    TargetRule rule = rule(null, "Rally.example", "[2001:db8::1]:8443", "10.0.0.0/8", "fd00::/8");
    check(rule, "rally.example", 443, "192.0.2.1");
    check(rule, "other.example", 443, "10.1.2.3", "fd12::1");
    check(rule, "2001:db8::1", 8443, "2001:db8::1");
    assertThatThrownBy(() -> check(rule, "2001:db8::1", 443, "2001:db8::1"))
        .hasMessageContaining("is not among the hosts of run.targets");
    assertThatThrownBy(() -> check(rule, "other.example", 443, "192.0.2.1"))
        .hasMessageContaining("other.example");
    assertThatThrownBy(() -> check(rule, "rally.example", 443, "127.0.0.1"))
        .as("a listed name that leads to this machine")
        .hasMessageContaining("loopback");
  }

  @Test
  void loopback_is_spoken_to_where_it_is_listed() throws Exception {
    check(rule(null, "127.0.0.1:8001"), "127.0.0.1", 8001, "127.0.0.1");
    check(rule(null, "localhost"), "localhost", 1, "127.0.0.1");
    assertThatThrownBy(() -> check(rule(null, "127.0.0.1:8001"), "127.0.0.1", 8002, "127.0.0.1"))
        .isInstanceOf(TargetForbidden.class);
  }

  @Test
  void a_loopback_name_that_leads_elsewhere_is_refused() {
    // It may be spoken to without TLS; elsewhere that would be the whole network.
    assertThatThrownBy(() -> check(rule("http://localhost:1"), "localhost", 2, "192.0.2.1"))
        .hasMessageContaining("not a loopback address");
  }

  @Test
  void behind_a_proxy_a_name_only_it_knows_is_judged_by_its_name() throws Exception {
    rule(null).checkName("rally.example", 443);
    TargetRule listed = rule(null, "rally.example");
    assertThatCode(() -> listed.checkName("rally.example", 443)).doesNotThrowAnyException();
    assertThatThrownBy(() -> listed.checkName("other.example", 443))
        .hasMessageContaining("run.targets");
    assertThatThrownBy(() -> rule("https://sde.example").checkName("sde.example", 443))
        .hasMessageContaining("SD Elements itself");
    assertThatThrownBy(() -> rule(null).checkName("a.localhost", 443))
        .hasMessageContaining("loopback");
  }

  @Test
  void an_answer_of_dns_that_changes_is_checked_each_time() throws Exception {
    var settings =
        new HttpSettings(null, List.of(), null, java.time.Duration.ZERO, java.time.Duration.ZERO);
    var answers = new ArrayList<>(List.of("192.0.2.1", "127.0.0.1"));
    var names =
        new TargetConnections(
            settings,
            new org.apache.hc.client5.http.DnsResolver() {
              @Override
              public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {InetAddress.getByName(answers.remove(0))};
              }

              @Override
              public String resolveCanonicalHostname(String host) {
                return host;
              }
            });
    assertThat(names.resolve("a.example", 443))
        .as("what is connected to is what was checked")
        .singleElement()
        .satisfies(a -> assertThat(a.getAddress().getHostAddress()).isEqualTo("192.0.2.1"));
    assertThatThrownBy(() -> names.resolve("a.example", 443)).isInstanceOf(TargetForbidden.class);
    assertThat(answers).as("each time it was asked once").isEmpty();
  }
}
