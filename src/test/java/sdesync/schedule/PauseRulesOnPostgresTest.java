package sdesync.schedule;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PauseRulesOnPostgresTest extends PauseRulesTest {
  @Override
  World open() throws SQLException {
    return Postgres.world(dir);
  }
}
