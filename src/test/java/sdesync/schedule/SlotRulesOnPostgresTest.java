package sdesync.schedule;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class SlotRulesOnPostgresTest extends SlotRulesTest {
  @Override
  World open() throws SQLException {
    return Postgres.world(dir);
  }
}
