package sdesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IniTextTest {
  /** Reads stdin with both parsers; prints what each gives back for every key. */
  private static final String READER =
      """
      import configparser, io, json, sys
      text = io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8').read()
      answers = []
      for parser in (configparser.ConfigParser(), configparser.RawConfigParser()):
          parser.read_string(text)
          answers.append({key: parser.get('global', key) for key in parser.options('global')})
      print(json.dumps(answers))
      """;

  @Test
  void the_token_line_and_each_param_stand_in_the_global_section() {
    var params = new LinkedHashMap<String, Object>();
    params.put("alm_server", "jira.example");
    params.put("sde_min_priority", 7);
    params.put("alm_validate", true);
    params.put("phases", List.of("a", "b"));
    params.put("fields", Map.of("k", 1));
    assertThat(IniText.of(Workbench.input(params)))
        .isEqualTo(
            """
            [global]
            sde_api_token = ordinary-token-1234@sde.example.com
            alm_server = jira.example
            sde_min_priority = 7
            alm_validate = true
            phases = ["a","b"]
            fields = {"k":1}
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Key", "a b", "a=b", "a:b", "[a]", "#a", ";a", "ä", "a\nb", "a\nevil = x"})
  void a_key_ini_cannot_carry_is_refused_by_name(String key) {
    assertThatThrownBy(() -> IniText.of(Workbench.input(Map.of(key, "hunter22"))))
        .isInstanceOf(ParamsInvalid.class)
        .hasMessageContaining(CommandName.shown(key))
        .hasMessageNotContaining("hunter22");
  }

  @Test
  void a_param_named_like_a_key_of_ours_is_refused() {
    assertThatThrownBy(() -> IniText.of(Workbench.input(Map.of("sde_api_token", "hunter22"))))
        .isInstanceOf(ParamsInvalid.class)
        .hasMessageContaining("'sde_api_token'")
        .hasMessageNotContaining("hunter22");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\rb",
        "a\tb",
        "a\u0000b",
        "a\u007fb",
        "a\u0085b",
        " a",
        "a ",
        "\u00a0a",
        "a\u2003",
        "a\u2028",
        "100%",
        "%(alm_user)s",
        "%%",
        "\ud800"
      })
  void a_value_configparser_would_change_is_refused_by_its_key(String value) {
    assertThatThrownBy(() -> IniText.of(Workbench.input(Map.of("alm_pass", value))))
        .isInstanceOf(ParamsInvalid.class)
        .hasMessageStartingWith("param 'alm_pass' ");
  }

  @Test
  void what_is_not_refused_comes_back_unchanged_from_pythons_configparser() throws Exception {
    Path python = Path.of("/usr/bin/python3");
    Path local = Path.of("/usr/local/bin/python3");
    assumeTrue(
        Files.isExecutable(python) || Files.isExecutable(local),
        "no python3 on this machine: the INI round trip was not tested");
    var params = new LinkedHashMap<String, Object>();
    List<String> values =
        List.of(
            "",
            "plain",
            "#comment",
            ";comment",
            "a ; b",
            "a # b",
            "a=b",
            "=a",
            ":a",
            "a: b",
            "[section]",
            "\"\"",
            "'q'",
            "\"quoted\"",
            "a  b",
            "\\n",
            "${x}",
            "$(id)",
            "ünï 日本 😀",
            "\ufeffbom",
            "a\u2028b",
            "rem x",
            "-",
            "{\"a\": 1}",
            "x".repeat(100_000));
    for (int i = 0; i < values.size(); i++) {
      params.put("key_" + i, values.get(i));
    }
    params.put("rem", "a");
    params.put("a.b-c_9", "d");
    params.put("-", "e");
    params.put("list", List.of("a", "ü", "\n"));
    JsonNode both =
        read(Files.isExecutable(python) ? python : local, IniText.of(Workbench.input(params)));
    assertThat(both).hasSize(2);
    for (JsonNode one : both) {
      assertThat(one.get("sde_api_token").textValue())
          .isEqualTo("ordinary-token-1234@sde.example.com");
      assertThat(one).hasSize(params.size() + 1);
      params.forEach(
          (key, value) -> {
            if (value instanceof String text) {
              assertThat(one.get(key).textValue()).as(key).isEqualTo(text);
            }
          });
      assertThat(JsonText.MAPPER.readTree(one.get("list").textValue()).get(2).textValue())
          .isEqualTo("\n");
    }
  }

  private static JsonNode read(Path python, String ini) throws IOException {
    Process process = new ProcessBuilder(python.toString(), "-c", READER).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(ini.getBytes(UTF_8));
    }
    return JsonText.MAPPER.readTree(process.getInputStream().readAllBytes());
  }
}
