package sdesync.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;

/** Reads a Java properties file in UTF-8, noticing what {@link Properties} would pass over. */
final class PropertiesFile {
  private PropertiesFile() {}

  /**
   * The keys in the order of the file.
   *
   * @param errors gets a line for each thing wrong; never a value
   */
  static Map<String, String> read(Path file, List<String> errors) {
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8), file, errors);
    } catch (NoSuchFileException e) {
      errors.add("configuration file " + file + " does not exist; name one that does");
    } catch (AccessDeniedException e) {
      errors.add("configuration file " + file + " may not be read by this user; see its mode");
    } catch (CharacterCodingException e) {
      errors.add("configuration file " + file + " is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      errors.add("configuration file " + file + " cannot be read: " + e.getMessage());
    }
    return Map.of();
  }

  private static Map<String, String> parse(String text, Path file, List<String> errors)
      throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      new Listener(
              (key, value) -> {
                if (values.put(key, value.strip()) != null) {
                  errors.add(key + " is given twice in " + file + "; keep one of the two lines");
                }
              })
          .load(new StringReader(unmarked));
    } catch (IllegalArgumentException e) {
      errors.add(
          "configuration file " + file + " has a \\u that four hexadecimal digits do not follow");
    }
    return values;
  }

  /** Properties that hands over every line it reads instead of keeping the last of a name. */
  private static final class Listener extends Properties {
    private static final long serialVersionUID = 1L;
    private final transient BiConsumer<String, String> lines;

    Listener(BiConsumer<String, String> lines) {
      this.lines = lines;
    }

    @Override
    @SuppressWarnings("NullAway") // Map.put: there is no earlier value.
    public synchronized Object put(Object key, Object value) {
      lines.accept((String) key, (String) value);
      return null;
    }
  }
}
