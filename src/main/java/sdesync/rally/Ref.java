package sdesync.rally;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code _ref} points to. Of what the server sends only type, id and collection are kept, so
 * whatever host it names, nothing is asked but the host of the params.
 *
 * @param path {@code hierarchicalrequirement/123}, or a collection of it
 */
record Ref(String path) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:.{0,500}/)??([a-zA-Z]{1,60}/(?:-?\\d{1,19}|[0-9a-fA-F-]{36})(?:/[a-zA-Z]{1,60})?)"
              + "(?:\\.js)?/?(?:\\?.*)?");

  static Optional<Ref> of(JsonNode node) {
    String text = node.isTextual() ? node.asText() : node.path("_ref").asText("");
    Matcher parts = FORM.matcher(text);
    return text.length() <= 1_000 && parts.matches()
        ? Optional.of(new Ref(parts.group(1)))
        : Optional.empty();
  }

  /** The item's ObjectID; what Rally itself defines has a negative one. */
  String id() {
    String rest = path.substring(path.indexOf('/') + 1);
    int end = rest.indexOf('/');
    return end < 0 ? rest : rest.substring(0, end);
  }

  /** As a parameter or a field has it. */
  String text() {
    return "/" + path;
  }
}
