package sdesync.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a database's error means to the worker. Codes: H2's {@code org.h2.api.ErrorCode},
 * PostgreSQL's manual, appendix A.
 */
final class SqlFaults {
  /** {@code idle_in_transaction_session_timeout}: this process stood still in the middle of it. */
  private static final String STOOD_STILL = "25P03";

  private static final int H2_IO = 90028;
  private static final int H2_CORRUPT = 90030;
  private static final int H2_OTHER_VERSION = 90048;
  private static final int H2_ALREADY_OPEN = 90020;
  private static final int H2_LOCK_TIMEOUT = 50200;
  private static final int H2_CONCURRENT_UPDATE = 90131;
  private static final int H2_CLOSED = 90098;
  private static final long H2_HEADER_BYTES = 8192;
  private static final int H2_CONNECTION_BROKEN = 90067;
  private static final int H2_OBJECT_CLOSED = 90007;

  private final JdbcUrl url;
  private final Path dataDir;

  SqlFaults(JdbcUrl url, Path dataDir) {
    this.url = url;
    this.dataDir = dataDir;
  }

  /** The exception to throw instead, when the database could not be opened. */
  RuntimeException whileOpening(Throwable cause) {
    int code = sql(cause).map(SQLException::getErrorCode).orElse(0);
    if (url.isFile() && code == H2_ALREADY_OPEN) {
      return new StoreInUse(Path.of(url.file()), OptionalLong.empty());
    }
    if (url.isFile()
        && (code == H2_CORRUPT || code == H2_OTHER_VERSION || (code == H2_IO && lacksHeader()))) {
      return new StoreUnusable(
          "%s is not a database this program can read (%s): it was written by another version of H2"
                  .formatted(url.file(), said(cause))
              + " or is damaged; move it away to begin with an empty one, or put a backup back",
          cause);
    }
    if (url.isFile() && sqlState(cause).equals("28000")) {
      return new StoreUnusable(
          url.file() + " refuses db.user and db.password; use those it was made with", cause);
    }
    return whileWorking(cause);
  }

  /** H2 begins a file with two blocks of 4 KB; a shorter one it answers with an I/O error. */
  private boolean lacksHeader() {
    try {
      return Files.size(Path.of(url.file())) < H2_HEADER_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  /** The failure to throw instead, when work on the open database failed. */
  StoreFailure whileWorking(Throwable cause) {
    var kind = kind(cause);
    String what =
        switch (kind) {
          case DISK_FULL -> diskFull();
          case UNAVAILABLE ->
              "the database %s does not answer (%s); is it running, and are db.url, db.user and db.password right?"
                  .formatted(url.spoken(), said(cause));
          case CONFLICT ->
              "another transaction was in the way (%s); try again".formatted(said(cause));
          case DUPLICATE -> "a row of that key is there already (%s)".formatted(said(cause));
          case BROKEN -> "the database %s failed: %s".formatted(url.spoken(), said(cause));
        };
    return new StoreFailure(kind, what, cause);
  }

  private String diskFull() {
    return url.isFile()
        ? "disk full at " + dataDir + "; free space or lower history.*"
        : "the disk of the database server " + url.spoken() + " is full; free space there";
  }

  private StoreFailure.Kind kind(Throwable cause) {
    String state = sqlState(cause);
    int code = sql(cause).map(SQLException::getErrorCode).orElse(0);
    if (state.equals("53100") || isFullDisk(cause)) {
      return StoreFailure.Kind.DISK_FULL;
    }
    if (state.equals("40001")
        || state.equals("40P01")
        || state.equals(STOOD_STILL)
        || code == H2_LOCK_TIMEOUT
        || code == H2_CONCURRENT_UPDATE) {
      return StoreFailure.Kind.CONFLICT;
    }
    if (state.equals("23505")) {
      return StoreFailure.Kind.DUPLICATE;
    }
    if (isConnection(cause, state, code)) {
      return StoreFailure.Kind.UNAVAILABLE;
    }
    return StoreFailure.Kind.BROKEN;
  }

  /**
   * Classes 08 (connection), 28 (refused), 3D (no such database), 53 (no resources) and 57
   * (operator) heal without a change of this program; so does an H2 file that closed itself.
   */
  private static boolean isConnection(Throwable cause, String state, int code) {
    return state.startsWith("08")
        || state.startsWith("28")
        || state.startsWith("3D")
        || state.startsWith("53")
        || state.startsWith("57")
        || code == H2_CLOSED
        || code == H2_CONNECTION_BROKEN
        || code == H2_OBJECT_CLOSED
        || code == H2_IO
        || find(cause, java.sql.SQLTransientException.class) != null
        || find(cause, java.sql.SQLRecoverableException.class) != null;
  }

  /** By the operating system's words: Java has no type for it. */
  private static boolean isFullDisk(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      String message = t.getMessage() == null ? "" : t.getMessage().toLowerCase(Locale.ROOT);
      if (message.contains("no space left on device")
          || message.contains("disk quota exceeded")
          || message.contains("file too large")) {
        return true;
      }
    }
    return false;
  }

  private static String sqlState(Throwable cause) {
    return sql(cause).map(SQLException::getSQLState).orElse("");
  }

  private static Optional<SQLException> sql(Throwable cause) {
    SQLException found = find(cause, SQLException.class);
    // Hikari wraps "no connection in time" around the reason why there is none.
    while (found != null && found.getCause() instanceof SQLException inner) {
      found = inner;
    }
    return Optional.ofNullable(found);
  }

  private static <T> @Nullable T find(Throwable cause, Class<T> type) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }

  /** The driver's own words, on one line, without the statement H2 adds. */
  private static String said(Throwable cause) {
    String text = sql(cause).map(Throwable::getMessage).orElse(String.valueOf(cause.getMessage()));
    String line = text.split("; SQL statement:", 2)[0].replaceAll("\\s+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }
}
