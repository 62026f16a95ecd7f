package sdesync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What params may say as {@code alm_server}. */
class TargetsTest {
  private final List<String> problems = new ArrayList<>();

  private @Nullable Target target(String method, String server, boolean checked, boolean insecure) {
    return new Targets(new TargetSettings(List.of(), insecure, null))
        .target(method, server, checked, (param, what) -> problems.add(param + " " + what));
  }

  @ParameterizedTest
  @CsvSource({
    "rally1.rallydev.com, https://rally1.rallydev.com",
    "Rally1.RallyDev.com., https://rally1.rallydev.com",
    "rally:8443, https://rally:8443",
    "10.0.0.1, https://10.0.0.1",
    "[2001:DB8::1]:8443, https://[2001:db8::1]:8443",
    "bücher.example, https://xn--bcher-kva.example"
  })
  void a_host_with_or_without_a_port_is_a_target(String server, String origin) {
    assertThat(target("https", server, true, false))
        .isEqualTo(new Target(URI.create(origin), true));
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://rally1.rallydev.com | scheme",
        "rally1.rallydev.com/slm | more than a host",
        "rally1.rallydev.com?x | more than a host",
        "rally1.rallydev.com#x | more than a host",
        "rally1.rallydev.com\\x | more than a host",
        "rally%2e.com | more than a host",
        "user:hunter2@rally1.rallydev.com | user name or password",
        "rally1 .com | blank or a control character",
        "rally:0 | port",
        "rally:65536 | port",
        "rally:x | no host",
        "::1 | no host",
        "[::1 | no host",
        "[::g] | no host",
        "2130706433 | no host",
        "127.1 | no host",
        "0x7f.0.0.1 | no host",
        "0x7f000001 | no host",
        "0177.0.0.1 | no host",
        "127.0.0.01 | no host",
        "1.2.3.256 | no host",
        "a..b | no host",
        "-a.example | no host",
        "rally{{x}} | no host"
      })
  void anything_else_is_refused_with_what_is_wrong_and_without_a_password(
      String server, String word) {
    assertThat(target("https", server, true, true)).isNull();
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("alm_server ")
        .contains(word)
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\nHost: b", "a\tb", "a\u0000b", "a\u0085b", "a\u007fb"})
  void control_characters_are_refused(String server) {
    assertThat(target("https", server, true, true)).isNull();
    assertThat(problems).singleElement().asString().contains("control character");
  }

  @Test
  void a_proxy_after_a_bar_as_old_files_have_it_is_refused() {
    assertThat(target("https", "rally|http:p", true, true)).isNull();
    assertThat(problems).singleElement().asString().contains("http.proxy");
  }

  @Test
  void plain_http_and_unchecked_certificates_need_the_workers_own_configuration() {
    assertThat(target("http", "rally", true, false)).isNull();
    assertThat(target("https", "rally", false, false)).isNull();
    assertThat(problems)
        .satisfiesExactly(
            p -> assertThat(p).startsWith("alm_method ").contains("run.allow-insecure-targets"),
            p -> assertThat(p).startsWith("alm_validate_cert ").contains("allow-insecure-targets"));
    assertThat(target("http", "rally", true, true)).isNotNull();
    assertThat(target("https", "rally", false, true))
        .isEqualTo(new Target(URI.create("https://rally"), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:80", "localhost", "[::1]", "a.localhost", "127.9.9.9"})
  void but_not_on_loopback(String server) {
    assertThat(target("http", server, true, false)).isNotNull();
    assertThat(target("https", server, false, false)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1.example", "localhost.example", "notlocalhost", "10.0.0.1"})
  void nor_is_loopback_what_only_looks_like_it(String server) {
    assertThat(target("http", server, true, false)).isNull();
  }
}
