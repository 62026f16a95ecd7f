package sdesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  @Test
  void of_several_the_gravest_counts_in_the_order_2_3_4_5_1() {
    assertThat(
            List.of(
                    ExitCode.OK,
                    ExitCode.SOME_FAILED,
                    ExitCode.WAIT_TIMED_OUT,
                    ExitCode.NOTHING_MATCHED,
                    ExitCode.UNREACHABLE,
                    ExitCode.USAGE)
                .stream()
                .sorted()
                .map(ExitCode::code))
        .containsExactly(2, 3, 4, 5, 1, 0);
    assertThat(ExitCode.SOME_FAILED.and(ExitCode.WAIT_TIMED_OUT))
        .isEqualTo(ExitCode.WAIT_TIMED_OUT);
    assertThat(ExitCode.OK.and(ExitCode.SOME_FAILED)).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(ExitCode.USAGE.and(ExitCode.UNREACHABLE)).isEqualTo(ExitCode.USAGE);
  }
}
