package sdesync.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretParamsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alm_pass",
        "PASSWORD",
        "db_pwd",
        "client_secret",
        "sde_api_token",
        "Credentials",
        "api_key",
        "apiKey",
        "X-API-Key",
        "private_key",
        "aws.access_key.id"
      })
  void a_key_with_such_a_word_is_secret(String key) {
    assertThat(SecretParams.in(Map.of(key, "value"), List.of()))
        .containsExactly(new NamedSecret(key, "value"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alm_user", "alm_server", "project", "key", "access", "alm_project_key"})
  void other_keys_are_not(String key) {
    assertThat(SecretParams.in(Map.of(key, "value"), List.of())).isEmpty();
  }

  @Test
  void everything_below_a_secret_key_is_secret() {
    Map<String, Object> login = new HashMap<>();
    login.put("user", "joe");
    login.put("codes", Arrays.asList(123456, "two", null, true));
    assertThat(SecretParams.in(Map.of("credentials", login), List.of()))
        .extracting(NamedSecret::name, NamedSecret::value)
        .containsExactlyInAnyOrder(
            tuple("credentials.user", "joe"),
            tuple("credentials.codes[0]", "123456"),
            tuple("credentials.codes[1]", "two"));
  }

  @Test
  void a_secret_key_is_found_inside_lists_and_maps() {
    var params = Map.of("targets", List.of(Map.of("host", "h", "token", "abcdef")));
    assertThat(SecretParams.in(params, List.of()))
        .containsExactly(new NamedSecret("targets[0].token", "abcdef"));
  }

  @Test
  void further_keys_are_secret_too() {
    assertThat(SecretParams.in(Map.of("Session_Id", "abcdef", "id", "1"), List.of("session_id")))
        .containsExactly(new NamedSecret("Session_Id", "abcdef"));
    assertThat(SecretParams.in(Map.of("id", "1"), List.of(""))).isEmpty();
  }

  @Test
  void a_short_one_is_reported_and_not_maskable() {
    NamedSecret shortOne = SecretParams.in(Map.of("pass", "abc"), List.of()).get(0);
    assertThat(shortOne.isMaskable()).isFalse();
    assertThat(shortOne).hasToString("pass=***");
    assertThat(new NamedSecret("pass", "abcdef").isMaskable()).isTrue();
  }

  @Test
  void an_empty_one_is_none() {
    assertThat(SecretParams.in(Map.of("pass", "", "token", " "), List.of())).isEmpty();
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }
}
