package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  @ParameterizedTest
  @CsvSource({
    "rally1.rallydev.com,rally1.rallydev.com",
    "https://Jira.Example.com:8443/path?x#y,jira.example.com",
    "https://user:p@ss@jira.example.com/,jira.example.com",
    "ldap://ldap.example.com,ldap.example.com",
    "jira.example.com:8080/jira,jira.example.com",
    "jira.example.com.,jira.example.com",
    "10.0.0.7:80,10.0.0.7",
    "https://[2001:DB8::1]:8443/x,2001:db8::1",
    "bücher.example,xn--bcher-kva.example",
    "' spaced.example ',spaced.example"
  })
  void the_host_is_found(String server, String host) {
    assertThat(Targets.host(server)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "https://",
        "://",
        "a b",
        "host\r\nX: y",
        "javascript:alert(1)",
        "..",
        "@",
        "[::1",
        "-"
      })
  void what_names_no_host_is_no_target(String server) {
    assertThat(Targets.host(server)).isNull();
  }

  @Test
  void no_password_becomes_part_of_a_target() {
    for (String server :
        new String[] {
          "https://u:hunter2@h.example", "u:hunter2@h.example", "//u:hunter2@h.example:1/x"
        }) {
      assertThat(Targets.host(server)).isEqualTo("h.example");
    }
  }

  @Test
  void the_first_of_the_four_names_that_holds_a_host_counts() {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("ldap_server", "ldap.example");
    params.put("issue_tracker_server", "jira.example");
    params.put("alm_server", "");
    assertThat(Targets.of(params)).isEqualTo("jira.example");
    params.put("alm_server", 7);
    assertThat(Targets.of(params)).isEqualTo("jira.example");
    assertThat(Targets.of(Map.of("server", "x.example"))).isNull();
  }
}
