package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sdesync.integration.Integration;
import sdesync.redact.Secret;
import sdesync.sde.ListReading.Part;

/** Hostile JSON: whatever comes, it ends in a list to rely on or in a sentence without a secret. */
class ListFuzzTest {
  private static final URI PAGE = URI.create("https://sde.example/api/v2/integrations/");
  private static final String[] VALUES = {
    "1",
    "-1",
    "0",
    "1e400",
    "9223372036854775808",
    "\"x\"",
    "\"\"",
    "null",
    "true",
    "[]",
    "{}",
    "[[[]]]",
    "{\"a\":{\"b\":[1,2,{\"c\":\"hunter2\"}]}}",
    "\"hunter2\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"//evil.example\"",
    "\"?page=2\"",
    "hunter2",
    "NaN",
    "'x'",
    "{\"id\":\"rally\",\"short_name\":\"Rally\",\"name\":7}",
    "{\"succeeded\":1,\"last_run\":\"hunter2\"}",
    "\"2026-03-01T12:00:00Z\"",
    "false",
    ""
  };
  private static final String[] NAMES = {
    "id",
    "command",
    "params",
    "alias",
    "system",
    "type",
    "frequency",
    "project_id",
    "project",
    "inaccessible",
    "last_job",
    "last_successful_run",
    "debug_mode",
    "results",
    "count",
    "next",
    "alm_server",
    "",
    "\\u0000",
    "x"
  };

  private static final Failures FAILURES = new Failures(InstantSource.fixed(PollRig.NOW));

  private static Stream<Arguments> dialectsAndSeeds() {
    return Arrays.stream(Dialect.values())
        .flatMap(
            dialect ->
                LongStream.of(1, 2, 3, 5, 8, 13, 21, 34).mapToObj(s -> arguments(dialect, s)));
  }

  @ParameterizedTest
  @MethodSource("dialectsAndSeeds")
  void any_json_is_a_list_or_a_sentence(Dialect dialect, long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      judge(dialect, bytes(page(random)));
      judge(dialect, damaged(bytes(page(random)), random));
      judge(dialect, damaged(bytes(VALID), random));
    }
  }

  private static final String VALID =
      "{\"count\":2,\"next\":null,\"results\":[{\"id\":1,\"command\":\"c\",\"alias\":\"a\","
          + "\"params\":{\"alm_server\":\"h.example\",\"alm_pass\":\"hunter2\"}},"
          + "{\"id\":2,\"command\":\"c\",\"params\":{\"x\":[1,\"hunter2\",null]}}]}";

  private static void judge(Dialect dialect, byte[] body) {
    var access = new Access(Token.ADMIN, Secret.of("t"));
    var paging = new Paging(PAGE, "params");
    var ours = new Ours(Filters.none(), List.of(), true);
    var part = new Part(ItemForm.of(dialect, dialect.main(), null), paging, true);
    var reading = new ListReading(null, access, ours, List.of(part));
    String said;
    try {
      PageReader.Page page = new PageReader().read(new ByteArrayInputStream(body), reading::item);
      if (page != null) {
        paging.turned(page);
        reading.turned();
      }
      said = reading.isMore() ? "" : sound(reading.list());
    } catch (BadList e) {
      said = FAILURES.list(e, PAGE).getMessage();
    } catch (IOException e) {
      said = FAILURES.unreadable(e, PAGE, 1_000).getMessage();
    }
    assertThat(said).doesNotContain("hunter2");
  }

  private static String sound(IntegrationList list) {
    assertThat(list.integrations()).extracting(Integration::id).doesNotHaveDuplicates();
    assertThat(list.integrations()).allMatch(one -> !one.command().isEmpty());
    // Only a param's value must never be kept; the other fields may say anything.
    return list.refused()
        + list.integrations().stream().map(one -> one.params() + "").toList().toString();
  }

  private static String page(Random random) {
    String items =
        several(
            random, i -> random.nextInt(8) == 0 ? value(random) : object(random, "id", "command"));
    return "{" + several(random, i -> field(random)) + ",\"results\":[" + items + "]}";
  }

  private static String object(Random random, String... always) {
    var text = new StringBuilder("{");
    for (String name : always) {
      text.append('"').append(name).append("\":").append(value(random)).append(',');
    }
    return text.append(several(random, i -> field(random))).append('}').toString();
  }

  private static String field(Random random) {
    String name = NAMES[random.nextInt(NAMES.length)];
    // A name is not a secret and is kept; a value must not be.
    return "\"" + name + "\":" + (random.nextInt(6) == 0 ? "{\"k\":\"hunter2\"}" : value(random));
  }

  private static String value(Random random) {
    return VALUES[random.nextInt(VALUES.length)];
  }

  private static String several(Random random, IntFunction<String> one) {
    var text = new StringBuilder();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append(one.apply(i));
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] damaged(byte[] body, Random random) {
    byte[] copy =
        java.util.Arrays.copyOf(
            body, random.nextInt(4) == 0 ? random.nextInt(body.length) : body.length);
    for (int hits = random.nextInt(4); hits > 0 && copy.length > 0; hits--) {
      copy[random.nextInt(copy.length)] =
          (byte)
              (random.nextBoolean() ? "{}[],:\"0".charAt(random.nextInt(8)) : random.nextInt(256));
    }
    return copy;
  }
}
