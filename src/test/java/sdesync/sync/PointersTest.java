package sdesync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointersTest {
  private final World world = new World();
  private final Task task = world.sde.add("T2", "Hash passwords", FakeSde.TODO);

  @ParameterizedTest
  @CsvSource({
    "https://sde.example/tasks/15-T2, true",
    "https://sde.example/tasks/x1-T2., false",
    "https://sde.example/tasks/1-t2?tab=notes, false",
    "https://sde.example/tasks/5-T2x, false",
    "'https://sde.example/tasks/5-T9,https://sde.example/tasks/1-T2', false",
  })
  void an_address_points_elsewhere_by_its_host_and_project(String text, boolean elsewhere) {
    assertThat(Pointers.elsewhere(text, task)).isEqualTo(elsewhere);
  }

  @Test
  @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
  void a_description_made_to_be_slow_is_read_at_once() {
    String many = "http://a/".repeat(1_650);
    for (String end :
        new String[] {"1".repeat(15_000), "1-T".repeat(5_000), "1-T1_".repeat(3_000)}) {
      assertThat(Pointers.elsewhere(many + end, task)).isFalse();
    }
    assertThat(Pointers.elsewhere("http://" + "a".repeat(30_000), task)).isFalse();
  }
}
