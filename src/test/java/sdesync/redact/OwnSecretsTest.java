package sdesync.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OwnSecretsTest {
  @Test
  void a_rotated_secret_is_masked_in_both_its_values() {
    AtomicReference<String> token = new AtomicReference<>("token-one");
    OwnSecrets own = new OwnSecrets(List.of(new Secret(token::get)));
    assertThat(own.masker().mask("token-one token-two")).isEqualTo("*** token-two");
    token.set("token-two");
    assertThat(own.masker().mask("token-one token-two")).isEqualTo("*** ***");
    assertThat(own.values()).containsExactlyInAnyOrder("token-one", "token-two");
  }

  @Test
  void an_unchanged_secret_keeps_its_masker() {
    OwnSecrets own = new OwnSecrets(List.of(Secret.of("token-one")));
    assertThat(own.masker()).isSameAs(own.masker());
  }

  @Test
  void a_secret_first_seen_among_the_values_is_masked_as_well() {
    OwnSecrets own = new OwnSecrets(List.of(Secret.of("token-one")));
    assertThat(own.values()).containsExactly("token-one");
    assertThat(own.masker().mask("token-one")).isEqualTo("***");
  }

  @Test
  void none_masks_nothing() {
    assertThat(new OwnSecrets(List.of()).masker().mask("text")).isEqualTo("text");
  }
}
