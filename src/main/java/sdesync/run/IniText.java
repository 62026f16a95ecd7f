package sdesync.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sdesync.redact.Secret;

/**
 * Params as an INI file that Python's configparser reads, with and without interpolation (contract,
 * section 4). What it would read differently is refused rather than handed over changed.
 */
final class IniText {
  private static final Pattern KEY = Pattern.compile("[a-z0-9_.-]+");
  private static final String TOKEN = "sde_api_token";

  private IniText() {}

  /**
   * @throws ParamsInvalid naming the key
   */
  static String of(CommandInput input) {
    var text = new StringBuilder("[global]\n");
    Secret token = input.sde().token();
    if (token != null) {
      line(text, TOKEN, token.reveal() + "@" + host(input.sde().url()));
    }
    for (Map.Entry<String, @Nullable Object> param : input.params().values().entrySet()) {
      String key = param.getKey();
      if (!KEY.matcher(key).matches()) {
        throw new ParamsInvalid(key, "cannot be a key of an INI file; allowed are a-z 0-9 _ . -");
      }
      if (key.equals(TOKEN)) {
        throw new ParamsInvalid(key, "is named like a key the worker sets itself; rename it");
      }
      line(text, key, value(key, param.getValue()));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(" = ").append(unchanged(key, value)).append('\n');
  }

  private static String host(URI url) {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  private static String value(String key, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    try {
      return JsonText.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new ParamsInvalid(key, "is no JSON value");
    }
  }

  /** The value, when configparser gives it back as it is. */
  private static String unchanged(String key, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new ParamsInvalid(key, "has a line break or control character, which INI cannot carry");
    }
    if (value.indexOf('%') >= 0) {
      throw new ParamsInvalid(key, "has a %, which Python's configparser would interpolate");
    }
    if (!value.isEmpty()
        && (blank(value.codePointAt(0)) || blank(value.codePointBefore(value.length())))) {
      throw new ParamsInvalid(key, "begins or ends with a space, which INI would lose");
    }
    // A lone surrogate cannot be written as UTF-8.
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw new ParamsInvalid(key, "is not valid Unicode");
    }
    return value;
  }

  /** What Python's str.strip() takes away, beside control characters. */
  private static boolean blank(int codePoint) {
    return Character.isSpaceChar(codePoint) || Character.isWhitespace(codePoint);
  }
}
