package sdesync.config;

import java.util.Locale;

/** The sample configuration: every key with its meaning and default, all lines commented out. */
final class Sample {
  private static final String HEAD =
      """
      # Sample configuration of sde-sync. Every setting is commented out and shows its default.
      #
      # Looked for as --config FILE, $SDE_SYNC_CONFIG, ./sde-sync.properties if it is yours, and
      # /etc/sde-sync/sde-sync.properties. Nobody but you and root may be able to write it.
      # Relative paths are relative to the folder of the file. A Java properties file in UTF-8: a
      # backslash must be doubled.
      #
      # An environment variable beats the file: SDE_SYNC_ and the key in capitals, dots and dashes
      # as _ (SDE_SYNC_POLL_EVERY); also SDE_URL, SDE_TOKEN, SDE_ADMIN_TOKEN. Keys with NAME or ID
      # in them stand in the file only.
      #
      # A secret may be kept in a file of its own, named by KEY-file (sde.token-file); it is read
      # again when it changes.
      """;

  private Sample() {}

  static String text() {
    var text = new StringBuilder(HEAD);
    String section = "";
    for (Key<?> key : Keys.all()) {
      String now = key.name().substring(0, key.name().indexOf('.'));
      if (!now.equals(section)) {
        text.append("\n\n# ---- ").append(now.toUpperCase(Locale.ROOT)).append(" ----\n");
        section = now;
      }
      text.append('\n').append(lines(key));
    }
    return text.toString();
  }

  private static String lines(Key<?> key) {
    String fallback = key.fallback() == null ? "" : key.fallback();
    return "# %s\n# Allowed: %s\n#%s=%s\n"
        .formatted(key.meaning(), key.form().allowed(), key.name(), fallback);
  }
}
