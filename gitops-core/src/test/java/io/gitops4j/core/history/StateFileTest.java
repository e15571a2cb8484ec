package io.gitops4j.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.history.StateFile.DamagedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StateFileTest {
  private static final VersionedState STATE =
      new VersionedState(
          Samples.rolledBack(IntentArchive.withholdingSecrets(StateStore.inMemory())), 7);

  @Property(tries = 300)
  void readsBackEveryState(@ForAll long seed) throws DamagedException {
    VersionedState state = new RandomState(seed).next();

    assertThat(StateFile.read("random", StateFile.write(state))).isEqualTo(state);
  }

  @Test
  void writesEqualStatesAsEqualBytes() throws DamagedException {
    byte[] bytes = StateFile.write(STATE);

    assertThat(StateFile.write(StateFile.read("again", bytes))).isEqualTo(bytes);
  }

  @Test
  void refusesANewerFormatByItsNumber() {
    byte[] newer = replace("\"formatVersion\":1", "\"formatVersion\":2");

    assertThatThrownBy(() -> StateFile.read("guestbook.json", newer))
        .isInstanceOfSatisfying(
            StateException.class,
            e -> assertThat(e.reason()).isEqualTo(StateException.Reason.NEWER_FORMAT))
        .hasMessageContaining("guestbook.json was written by format 2, this version reads up to 1");
  }

  @Test
  void noticesEveryChangedByte() {
    byte[] bytes = StateFile.write(STATE);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;

      assertThat(isMisread(changed)).as("byte %d changed", i).isFalse();
    }
  }

  @Test
  void noticesEveryMissingEnd() {
    byte[] bytes = StateFile.write(STATE);
    for (int length = 0; length < bytes.length - 1; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);

      assertThat(isMisread(cut)).as("cut after %d bytes", length).isFalse();
    }
  }

  @Test
  void saysWhatIsDamaged() {
    assertDamaged("", "it is empty");
    assertDamaged("{}", "'formatVersion' must be an integer");
    assertDamaged("[1]", "not a JSON object");
    assertDamaged("{\"formatVersion\":1,\"checksum\":\"x\",\"content\":{}}", "a digest must be");
    assertDamaged(
        new String(replace("Alice", "Mallory"), StandardCharsets.UTF_8), "checksum does not match");
  }

  /** Whether damaged bytes pass for another state; the line break at the end says nothing. */
  private static boolean isMisread(byte[] bytes) {
    try {
      return !StateFile.read("damaged", bytes).equals(STATE);
    } catch (DamagedException | StateException e) {
      return false;
    }
  }

  private static void assertDamaged(String file, String message) {
    assertThatThrownBy(() -> StateFile.read("f", file.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DamagedException.class)
        .hasMessageContaining(message);
  }

  private static byte[] replace(String text, String by) {
    return new String(StateFile.write(STATE), StandardCharsets.UTF_8)
        .replace(text, by)
        .getBytes(StandardCharsets.UTF_8);
  }
}
