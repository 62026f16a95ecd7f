package sdesync.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsInUseTest {
  private final SecretsInUse secrets =
      new SecretsInUse(new OwnSecrets(List.of(Secret.of("own-token"))));

  @Test
  void our_own_are_hidden_always_and_those_of_a_run_while_it_runs() {
    Masker run = Masker.of(List.of("hunter22"));
    String text = "own-token hunter22";
    assertThat(secrets.mask(text)).isEqualTo("*** hunter22");
    secrets.began(run);
    assertThat(secrets.mask(text)).isEqualTo("*** ***");
    secrets.ended(run);
    assertThat(secrets.mask(text)).isEqualTo("*** hunter22");
  }

  @Test
  void two_runs_with_the_same_secret_hide_it_until_both_have_ended() {
    Masker one = Masker.of(List.of("hunter22"));
    Masker two = Masker.of(List.of("hunter22"));
    secrets.began(one);
    secrets.began(two);
    secrets.ended(one);
    assertThat(secrets.mask("hunter22")).isEqualTo("***");
  }
}
