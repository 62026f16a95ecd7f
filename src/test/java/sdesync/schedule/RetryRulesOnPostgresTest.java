package sdesync.schedule;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class RetryRulesOnPostgresTest extends RetryRulesTest {
  @Override
  World open() throws SQLException {
    return Postgres.world(dir);
  }
}
