package sdesync.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where the database is, with the settings under which nothing was ever lost. */
record JdbcUrl(String text, boolean isFile, Properties properties) {
  private static final String H2_FILE = "jdbc:h2:file:";
  private static final String H2_ASYNC = "jdbc:h2:async:";

  /**
   * Commits reach the file at once ({@code WRITE_DELAY}: the default lost acknowledged commits and
   * tore a transaction under kill -9), and our own shutdown closes the file last, not H2's hook.
   * What fails is told by us, not by a trace file beside the database. An administrator's own value
   * of these would be an error to H2, so ours replaces it.
   */
  private static final List<String> H2_SETTINGS =
      List.of(
          "WRITE_DELAY=0", "DB_CLOSE_ON_EXIT=FALSE", "LOCK_TIMEOUT=10000", "TRACE_LEVEL_FILE=0");

  /**
   * What is fast for a large installation, in KB and in statements; an own value of these stays.
   */
  private static final List<String> H2_SIZES = List.of("CACHE_SIZE=65536", "QUERY_CACHE_SIZE=64");

  static JdbcUrl of(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return new JdbcUrl(url, false, postgresql(url));
    }
    return new JdbcUrl(url.startsWith("jdbc:h2:") ? h2(url) : url, true, new Properties());
  }

  /**
   * {@code file:} becomes {@code async:}, because a commit on an interrupted thread closes a {@code
   * file:} database for everyone.
   */
  private static String h2(String url) {
    String[] parts = url.split(";");
    String where =
        parts[0].startsWith(H2_FILE) ? H2_ASYNC + parts[0].substring(H2_FILE.length()) : parts[0];
    var all = new ArrayList<>(List.of(where));
    List<String> given = List.of(parts).subList(1, parts.length);
    given.stream().filter(part -> !isAmong(part, H2_SETTINGS)).forEach(all::add);
    all.addAll(H2_SETTINGS);
    H2_SIZES.stream().filter(ours -> !isAmong(ours, given)).forEach(all::add);
    return String.join(";", all);
  }

  private static boolean isAmong(String setting, List<String> settings) {
    return settings.stream().anyMatch(other -> key(other).equals(key(setting)));
  }

  private static String key(String setting) {
    int equals = setting.indexOf('=');
    return (equals < 0 ? setting : setting.substring(0, equals)).toUpperCase(Locale.ROOT);
  }

  /**
   * A server that went away without a word must not hold a thread for ever. Seconds, as the
   * driver's documentation has them; what the URL says itself stands.
   */
  private static Properties postgresql(String url) {
    var properties = new Properties();
    putUnlessSaid(url, properties, "connectTimeout", "5");
    putUnlessSaid(url, properties, "socketTimeout", "20");
    putUnlessSaid(url, properties, "tcpKeepAlive", "true");
    putUnlessSaid(url, properties, "ApplicationName", "sde-sync");
    putUnlessSaid(url, properties, "reWriteBatchedInserts", "true");
    return properties;
  }

  private static void putUnlessSaid(String url, Properties properties, String key, String value) {
    if (!url.contains("?" + key + "=") && !url.contains("&" + key + "=")) {
      properties.setProperty(key, value);
    }
  }

  /**
   * What a session begins with; null for nothing. A node that stands still in the middle of a
   * transaction would lock the others out of its rows for as long: PostgreSQL is to end it. It also
   * keeps the plan it made of a statement while a table was small: to read the whole of it would
   * stay the plan when it is large, so one by an index is preferred at once.
   */
  @Nullable String session() {
    return isFile
        ? null
        : "set idle_in_transaction_session_timeout = '5s'; set enable_seqscan = off; set jit = off";
  }

  /** The same for a session that changes the schema; null for nothing. */
  @Nullable String migration() {
    return isFile ? null : "set idle_in_transaction_session_timeout = 0";
  }

  /** The database file of H2, as far as the URL tells. */
  String file() {
    String where = text.split(";", 2)[0];
    return where.startsWith(H2_ASYNC) ? where.substring(H2_ASYNC.length()) + ".mv.db" : where;
  }

  /** For messages: without parameters, where a password may stand. */
  String spoken() {
    return isFile ? file() : text.split("\\?", 2)[0];
  }
}
