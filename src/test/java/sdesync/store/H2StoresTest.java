package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class H2StoresTest {
  @Nested
  class Integrations extends IntegrationStoreContract {
    @Override
    Database open(Path dir) {
      return TestDatabases.h2(dir);
    }
  }

  @Nested
  class Polls extends PollStoreContract {
    @Override
    Database open(Path dir) {
      return TestDatabases.h2(dir);
    }
  }

  @Nested
  class Links extends LinkStoreContract {
    @Override
    Database open(Path dir) {
      return TestDatabases.h2(dir);
    }
  }

  @Nested
  class GlancesOf extends GlancesContract {
    @Override
    Database open(Path dir) {
      return TestDatabases.h2(dir);
    }
  }

  @Nested
  class Outputs extends OutputStoreContract {
    @Override
    Database open(Path dir) {
      return TestDatabases.h2(dir);
    }
  }

  @Nested
  class Transactions extends TransactionContract {
    @Override
    Database open(Path dir) {
      return TestDatabases.h2(dir);
    }

    @Test
    void everything_is_there_after_closing_and_opening_again() {
      write(
          tx -> {
            integrations.add(tx, List.of(integration(1)), T0);
          });
      database.close();
      database = open(dir);
      assertThat(one(tx -> integrations.find(tx, 1L))).isPresent();
      assertThat(database.singleProcess()).isTrue();
    }
  }
}
