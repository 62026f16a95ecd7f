package sdesync.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import sdesync.store.OutputStore.End;

/** What the store of output promises, on whatever database. */
abstract class OutputStoreContract extends StoreFixture {
  private final OutputStore outputs = new OutputStore();

  @Test
  void pieces_read_as_one_text_from_any_offset() {
    append("r1", 0, "one", "abc");
    append("r1", 3, "two", "defg");
    append("r2", 0, "one", "other");
    assertThat(one(tx -> outputs.end(tx, "r1"))).contains(new End(7, "two"));
    for (int offset = 0; offset <= 8; offset++) {
      for (int most = 1; most <= 8; most++) {
        int from = Math.min(7, offset);
        assertThat(read("r1", offset, most))
            .as("%d from %d", most, offset)
            .isEqualTo("abcdefg".substring(from, Math.min(7, from + most)));
      }
    }
  }

  @Test
  void where_there_is_none_nothing_is_read() {
    assertThat(one(tx -> outputs.end(tx, "r1"))).isEmpty();
    assertThat(read("r1", 0, 10)).isEmpty();
    assertThat(database.inTransaction(outputs::bytes)).isZero();
  }

  @Test
  void two_cannot_write_at_the_same_place() {
    append("r1", 0, "one", "abc");
    assertThatThrownBy(() -> append("r1", 0, "two", "xyz"))
        .isInstanceOfSatisfying(
            StoreFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(StoreFailure.Kind.DUPLICATE));
    assertThat(read("r1", 0, 10)).isEqualTo("abc");
  }

  @Test
  void the_oldest_are_listed_first_and_go_alone() {
    append("r2", 0, "one", "abc");
    append("r2", 3, "one", "def");
    append("r1", 0, "one", "xyz");
    assertThat(database.inTransaction(outputs::bytes)).isEqualTo(9);
    assertThat(list(tx -> outputs.runs(tx, "", 10))).containsExactly("r1", "r2");
    assertThat(list(tx -> outputs.runs(tx, "r1", 10))).containsExactly("r2");
    assertThat(list(tx -> outputs.runs(tx, "", 1))).containsExactly("r1");
    write(tx -> outputs.delete(tx, List.of("r2")));
    assertThat(list(tx -> outputs.runs(tx, "", 10))).containsExactly("r1");
  }

  @Test
  void a_pruned_runs_output_goes_with_it() {
    append("r1", 0, "one", "abc");
    append("r2", 0, "one", "abc");
    write(tx -> new PruneStore().delete(tx, List.of("r1")));
    assertThat(list(tx -> outputs.runs(tx, "", 10))).containsExactly("r2");
  }

  private void append(String run, long at, String node, String text) {
    write(tx -> outputs.append(tx, run, at, node, text.getBytes(UTF_8)));
  }

  private String read(String run, long offset, int most) {
    return new String(database.inTransaction(tx -> outputs.read(tx, run, offset, most)), UTF_8);
  }
}
