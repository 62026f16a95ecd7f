package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
  class GlancesOf extends GlancesContract {
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
    void who_stands_still_in_a_transaction_holds_up_nobody_for_long_and_does_it_again()
        throws Exception {
      add(integration(1));
      var tries = new AtomicInteger();
      var holds = new CountDownLatch(1);
      var goesOn = new CountDownLatch(1);
      var still =
          new Thread(
              () ->
                  write(
                      tx -> {
                        integrations.countFailure(tx, 1, T0);
                        if (tries.incrementAndGet() == 1) {
                          holds.countDown();
                          await(goesOn);
                        }
                      }));
      still.start();
      await(holds);
      write(tx -> integrations.countFailure(tx, 1, T0));
      assertThat(known(1).failures()).isEqualTo(1);
      goesOn.countDown();
      still.join();
      assertThat(known(1).failures()).isEqualTo(2);
      assertThat(tries).hasValue(2);
    }

    @Test
    void other_nodes_may_be_at_work_on_it() {
      assertThat(database.singleProcess()).isFalse();
    }
  }
}
