package sdesync.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskerTest {
  private static final String SECRET = "p@ss/w0rd+'\"<&>";

  @Test
  void a_secret_becomes_three_stars() {
    assertThat(Masker.of(List.of("hunter22")).mask("user=joe pass=hunter22;"))
        .isEqualTo("user=joe pass=***;");
  }

  @Test
  void one_under_six_characters_is_left() {
    assertThat(Masker.of(List.of("admin", "")).mask("admin")).isEqualTo("admin");
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
  void json_url_form_xml_and_shell_forms_are_masked() {
    Masker masker = Masker.of(List.of(SECRET));
    assertThat(masker.mask("{\"p\":\"p@ss/w0rd+'\\\"<&>\"}")).isEqualTo("{\"p\":\"***\"}");
    assertThat(masker.mask("p@ss\\/w0rd+'\\\"<&>")).isEqualTo("***");
    assertThat(masker.mask("p@ss/w0rd+\\u0027\\\"\\u003c\\u0026\\u003e")).isEqualTo("***");
    assertThat(masker.mask("?p=p%40ss%2Fw0rd%2B%27%22%3C%26%3E&x")).isEqualTo("?p=***&x");
    assertThat(masker.mask("?p=p%40ss/w0rd%2b%27%22%3c%26%3e&x")).isEqualTo("?p=***&x");
    assertThat(masker.mask("<p>p@ss/w0rd+'\"&lt;&amp;&gt;</p>")).isEqualTo("<p>***</p>");
    assertThat(masker.mask("a=\"p@ss/w0rd+&#39;&#34;&lt;&amp;&gt;\"")).isEqualTo("a=\"***\"");
    assertThat(masker.mask("'p@ss/w0rd+'\\''\"<&>'")).isEqualTo("'***'");
    assertThat(masker.mask("'p@ss/w0rd+'\"'\"'\"<&>'")).isEqualTo("'***'");
    assertThat(masker.mask("p@ss/w0rd+\\'\\\"\\<\\&\\>")).isEqualTo("***");
    assertThat(Masker.of(List.of("two words")).mask("p=two+words two%20words"))
        .isEqualTo("p=*** ***");
    assertThat(
            Masker.of(List.of("gr\u00fc\u00dfe\ud83d\ude00"))
                .mask("gr\\u00fc\\u00DFe gr\\u00fc\\u00dfe\\ud83d\\ude00"))
        .isEqualTo("gr\\u00fc\\u00DFe ***");
  }

  @Test
  void basic_header_is_masked_whatever_the_length_of_the_user() {
    Masker masker = Masker.of(List.of(SECRET));
    for (String user : List.of("", "j", "jo", "joe", "joey")) {
      for (String secret : List.of(SECRET, "tok3n-a", "tok3n-ab", "tok3n-abc")) {
        String header = Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8));
        String masked = Masker.of(List.of(secret)).mask("Basic " + header + " end");
        assertThat(masked).endsWith("*** end");
        assertThat(masked.length())
            .isLessThanOrEqualTo("Basic *** end".length() + user.length() + 3);
      }
    }
    assertThat(masker.mask("Basic")).isEqualTo("Basic");
  }

  @Test
  void each_line_of_a_secret_of_many_is_one() {
    String key =
        "-----BEGIN KEY-----\nMIIEowIBAAKCAQEA\r\nq83vEjRWeJASNFZ4\nabc\n-----END KEY-----\n";
    Masker masker = Masker.of(List.of(key));
    assertThat(masker.mask("x MIIEowIBAAKCAQEA y\nq83vEjRWeJASNFZ4")).isEqualTo("x *** y\n***");
    assertThat(masker.mask(key.strip())).isEqualTo("***");
    assertThat(masker.mask("{\"k\":\"" + key.replace("\n", "\\n").replace("\r", "\\r") + "\"}"))
        .isEqualTo("{\"k\":\"***\"}");
  }

  @Test
  void blanks_around_a_secret_need_not_be_printed() {
    assertThat(Masker.of(List.of(" hunter22\n")).mask("<hunter22>")).isEqualTo("<***>");
  }

  @Test
  void a_text_without_a_secret_is_the_same_object() {
    String text = "nothing h\u00e9re \ud83d\ude00 " + (char) 0xd800;
    assertThat(Masker.of(List.of("hunter22")).mask(text)).isSameAs(text);
  }

  @Test
  void a_million_lines_without_a_secret_come_out_byte_for_byte() throws IOException {
    Random random = new Random(7);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      lines.append("hunter2 hunter ").append(random.nextInt()).append(" aHVudGVy \u00e9\n");
    }
    byte[] text = lines.toString().getBytes(UTF_8);
    text[1000] = (byte) 0xff; // no UTF-8
    text[1001] = 0;
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
    try (OutputStream stream = Masker.of(List.of("hunter22", "hunter23")).stream(out)) {
      stream.write(text);
    }
    assertThat(out.toByteArray()).isEqualTo(text);
  }

  @Test
  void flush_keeps_back_what_may_become_a_secret_and_close_lets_it_go() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OutputStream stream = Masker.of(List.of("hunter22")).stream(out);
    stream.write("see hunt".getBytes(UTF_8));
    stream.flush();
    assertThat(out.toString(UTF_8)).isEqualTo("see ");
    stream.write("er22".getBytes(UTF_8));
    stream.write(" hunt".getBytes(UTF_8));
    stream.close();
    assertThat(out.toString(UTF_8)).isEqualTo("see *** hunt");
  }

  @Test
  void it_does_not_print_what_it_hides() {
    assertThat(Masker.of(List.of("hunter22")).toString()).doesNotContain("hunter22");
  }
}
