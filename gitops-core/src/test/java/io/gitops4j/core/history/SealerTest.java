package io.gitops4j.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
  private static final byte[] SECRET = "hunter2".getBytes(StandardCharsets.UTF_8);
  private static final Sealer SEALER = Sealer.aesGcm(new byte[32]);

  @ParameterizedTest
  @ValueSource(ints = {16, 24, 32})
  void opensWhatItSealed(int keyLength) {
    Sealer sealer = Sealer.aesGcm(new byte[keyLength]);

    assertThat(sealer.open(sealer.seal(SECRET))).isEqualTo(SECRET);
    assertThat(sealer.open(sealer.seal(new byte[0]))).isEmpty();
  }

  @Test
  void neverSealsTheSameWayTwice() {
    assertThat(SEALER.seal(SECRET)).isNotEqualTo(SEALER.seal(SECRET));
  }

  @Test
  void refusesEveryChangedByteAndEveryOtherLength() {
    byte[] sealed = SEALER.seal(SECRET);

    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertNotOpened(SEALER, changed);
      assertNotOpened(SEALER, Arrays.copyOf(sealed, i));
    }
    assertNotOpened(SEALER, Arrays.copyOf(sealed, sealed.length + 1));
  }

  @Test
  void refusesAnotherKey() {
    byte[] otherKey = new byte[32];
    otherKey[31] = 1;

    assertNotOpened(Sealer.aesGcm(otherKey), SEALER.seal(SECRET));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 33})
  void refusesAKeyOfAnotherLength(int length) {
    assertThatThrownBy(() -> Sealer.aesGcm(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16, 24 or 32 bytes, this one has " + length);
  }

  @Test
  void doesNotShowItsKey() {
    assertThat(SEALER).hasToString("AES-GCM");
  }

  private static void assertNotOpened(Sealer sealer, byte[] sealed) {
    assertThatThrownBy(() -> sealer.open(sealed))
        .isInstanceOfSatisfying(
            StateException.class,
            e -> assertThat(e.reason()).isEqualTo(StateException.Reason.NOT_OPENED));
  }
}
