package sdesync.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskerTest {
  private static final String SECRET = "p@ss/w0rd+'\"<&>";

  @Test
  void a_secret_becomes_three_stars() {
    assertThat(Masker.of(List.of("hunter22")).mask("user=joe pass=hunter22;"))
        .isEqualTo("user=joe pass=***;");
  }

  @Test
  void overlapping_and_nested_secrets_leave_no_tail() {
    Masker masker = Masker.of(List.of("secret", "secret-token", "token-value", "aaaaaa"));
    assertThat(masker.mask("[secret-token-value]")).isEqualTo("[***]");
    assertThat(masker.mask("[secret-toke]")).isEqualTo("[***-toke]");
    assertThat(masker.mask("secretsecret")).isEqualTo("******");
    assertThat(masker.mask("baaaaaaaaaab")).isEqualTo("b***b");
  }

  @Test
  void basic_header_is_masked_whatever_the_length_of_the_user() {
    Masker masker = Masker.of(List.of(SECRET));
    for (String user : List.of("", "j", "jo", "joe", "joey")) {
      String header = Base64.getEncoder().encodeToString((user + ":" + SECRET).getBytes(UTF_8));
      assertThat(masker.mask("Basic " + header + " end")).contains("***").endsWith("*** end");
    }
  }

  @Test
  void a_text_without_a_secret_is_the_same_object() {
    String text = "nothing h\u00e9re \ud83d\ude00 " + (char) 0xd800;
    assertThat(Masker.of(List.of("hunter22")).mask(text)).isSameAs(text);
  }
}
