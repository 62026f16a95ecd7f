package sdesync.schedule;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class ManualRulesOnPostgresTest extends ManualRulesTest {
  @Override
  World open() throws SQLException {
    return Postgres.world(dir);
  }
}
