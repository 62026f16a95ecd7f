package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sdesync.history.RunState;
import sdesync.store.RunFilter.Place;

/** A page of the history costs the same, however long the history is. */
class RunListsTest {
  private static final Place PLACE = new Place(Instant.EPOCH, "r");

  @TempDir Path dir;

  static Stream<RunFilter> filters() {
    return Stream.of(null, PLACE)
        .flatMap(
            after ->
                Stream.of(null, RunState.FAILED)
                    .map(state -> new RunFilter(List.of(), List.of(), state, null, after)));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void it_is_read_in_the_order_of_an_index_and_ends_at_its_limit(RunFilter filter) {
    try (Database database = TestDatabases.h2(dir)) {
      String plan = database.inTransaction(tx -> plan(tx, filter));
      assertThat(plan).contains("/* index sorted */").doesNotContain(".tableScan");
    }
  }

  private static String plan(Tx tx, RunFilter filter) {
    Query explain = tx.handle().createQuery("explain " + RunHistory.sql(filter)).bind("limit", 50);
    return explain
        .bind("state", filter.state() == null ? null : filter.state().wireName())
        .bind("afterAt", PLACE.queuedAt())
        .bind("afterId", PLACE.id())
        .mapTo(String.class)
        .one();
  }
}
