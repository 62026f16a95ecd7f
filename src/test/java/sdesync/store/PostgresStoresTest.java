package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PostgresStoresTest {
  @Nested
  class Integrations extends IntegrationStoreContract {
    @Override
    Database open(Path dir) {
      return TestDatabases.postgres(dir);
    }
  }

  @Nested
  class Polls extends PollStoreContract {
    @Override
    Database open(Path dir) {
      return TestDatabases.postgres(dir);
    }
  }

  @Nested
  class Links extends LinkStoreContract {
    @Override
    Database open(Path dir) {
      return TestDatabases.postgres(dir);
    }
  }

  @Nested
  class Outputs extends OutputStoreContract {
    @Override
    Database open(Path dir) {
      return TestDatabases.postgres(dir);
    }
  }

  @Nested
  class Transactions extends TransactionContract {
    @Override
    Database open(Path dir) {
      return TestDatabases.postgres(dir);
    }

    @Test
    void other_nodes_may_be_at_work_on_it() {
      assertThat(database.singleProcess()).isFalse();
    }
  }
}
