package sdesync.process;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.process.Commands.HOUR;
import static sdesync.process.Commands.shell;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class OutputTest {
  @Test
  @Tag("slow")
  void a_gigabyte_neither_blocks_nor_fills_memory() {
    AtomicLong bytes = new AtomicLong();
    AtomicLong largest = new AtomicLong();
    CommandProcess command =
        CommandProcess.start(
            shell("head -c 1000000000 /dev/zero; head -c 1000000 /dev/zero >&2").line(),
            (stream, buffer, length) -> {
              if (bytes.addAndGet(length) % 100_000_000 < length) {
                largest.accumulateAndGet(usedAfterCollection(), Math::max);
              }
            });
    long before = usedAfterCollection();
    assertThat(command.await(HOUR).exitCode()).isZero();
    assertThat(bytes).hasValue(1_001_000_000);
    assertThat(largest.get() - before).isLessThan(20_000_000);
  }

  @Test
  void the_sink_is_called_by_one_thread_at_a_time() {
    AtomicLong inside = new AtomicLong();
    AtomicLong most = new AtomicLong();
    CommandProcess.start(
            shell("for i in 1 2 3 4 5 6 7 8 9; do echo $i; echo $i >&2; done").line(),
            (stream, buffer, length) -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Waiting.pause(5);
              inside.decrementAndGet();
            })
        .await(HOUR);
    assertThat(most).hasValue(1);
  }

  private static long usedAfterCollection() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
