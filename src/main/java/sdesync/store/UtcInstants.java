package sdesync.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Instants as {@code timestamp with time zone} at offset zero, so that no time zone of the JVM, the
 * session or the server can bend one. To the millisecond, downwards: both databases keep
 * microseconds and round, and a slot that came back rounded would be another slot.
 */
final class UtcInstants implements JdbiPlugin {
  @Override
  public void customizeJdbi(Jdbi jdbi) {
    jdbi.registerArgument(new Arguments());
    jdbi.registerColumnMapper(
        Instant.class,
        (ColumnMapper<Instant>)
            (row, column, context) -> instant(row.getObject(column, OffsetDateTime.class)));
  }

  static @Nullable Instant getOrNull(ResultSet row, String column) throws SQLException {
    return instant(row.getObject(column, OffsetDateTime.class));
  }

  /** Of a column that is never null. */
  static Instant get(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(getOrNull(row, column), column);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static final class Arguments extends AbstractArgumentFactory<Instant> {
    Arguments() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant instant, ConfigRegistry config) {
      return (position, statement, context) -> set(position, statement, instant);
    }

    private static void set(int position, PreparedStatement statement, Instant instant)
        throws SQLException {
      statement.setObject(
          position, instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC));
    }
  }
}
