package sdesync.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A secret as programs write it, by encoders other than the masker's. */
final class SecretForms {
  private SecretForms() {}

  /** Whole texts a program may print, the secret somewhere in them. */
  static List<String> written(String secret) {
    List<String> written = new ArrayList<>(plain(secret));
    for (String before : List.of("", "u:", "us:", "use:", "user:")) {
      byte[] bytes = (before + secret + "!").getBytes(UTF_8);
      written.add("Basic " + Base64.getEncoder().encodeToString((before + secret).getBytes(UTF_8)));
      written.add(Base64.getEncoder().encodeToString(bytes));
      written.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return written;
  }

  /** What must not be found: of Base64 the characters that are the secret's alone. */
  static Set<String> of(String secret) {
    Set<String> forms = new LinkedHashSet<>(plain(secret));
    for (int shift = 0; shift < 3; shift++) {
      byte[] bytes = ("xx".substring(0, shift) + secret).getBytes(UTF_8);
      String encoded = Base64.getEncoder().encodeToString(bytes);
      String core = encoded.substring((shift * 8 + 5) / 6, bytes.length * 8 / 6);
      forms.add(core);
      forms.add(core.replace('+', '-').replace('/', '_'));
    }
    return forms;
  }

  static String json(String secret) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(secret));
  }

  private static Set<String> plain(String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    forms.add(json(secret));
    forms.add(URLEncoder.encode(secret, UTF_8));
    forms.add(URLEncoder.encode(secret, UTF_8).replace("+", "%20"));
    forms.add(secret.replace("'", "'\\''"));
    forms.add(
        secret
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;"));
    return forms;
  }
}
