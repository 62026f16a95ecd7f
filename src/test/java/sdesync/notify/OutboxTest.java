package sdesync.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** One notice that cannot be sent holds up no other. */
class OutboxTest {
  @Test
  void an_error_loses_one_and_the_next_is_sent() {
    var outbox = new Outbox<String>("test", OutboxTest::send, List.of());
    try (outbox) {
      outbox.put("bad");
      outbox.put("good");
    }
    assertThat(outbox.lost()).isEqualTo(1);
    assertThat(outbox.sent()).isEqualTo(1);
  }

  private static void send(String one) {
    if (one.equals("bad")) {
      throw new NoClassDefFoundError("sun/Mail");
    }
  }
}
