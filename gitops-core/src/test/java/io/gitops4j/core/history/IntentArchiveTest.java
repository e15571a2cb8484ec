package io.gitops4j.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.diff.Intent;
import io.gitops4j.core.history.IntentArchive.Retrieved;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntentArchiveTest {
  private static final Intent FRONTEND = Samples.intent(Samples.FRONTEND);
  private static final Intent PASSWORD = Samples.intent(Samples.PASSWORD);

  private final StateStore store = StateStore.inMemory();
  private final IntentArchive sealing = IntentArchive.sealing(store, Sealer.aesGcm(new byte[16]));
  private final IntentArchive withholding = IntentArchive.withholdingSecrets(store);

  @Test
  void givesBackWhatWasStored() {
    List<StoredIntent> stored = sealing.store(List.of(FRONTEND, PASSWORD), List.of());

    Retrieved retrieved = sealing.retrieve(stored);

    assertThat(retrieved.documents()).containsExactly(Samples.FRONTEND, Samples.PASSWORD);
    assertThat(retrieved.withheld()).isEmpty();
  }

  @Test
  void withholdsSecretsWithoutASealer() {
    List<StoredIntent> stored = withholding.store(List.of(FRONTEND, PASSWORD), List.of());

    assertThat(stored.get(1))
        .isEqualTo(new StoredIntent.Withheld(Samples.PASSWORD.key(), PASSWORD.digest()));
    assertThat(withholding.retrieve(stored).documents()).containsExactly(Samples.FRONTEND);
    assertThat(withholding.retrieve(stored).withheld()).containsExactly(Samples.PASSWORD.key());
  }

  @Test
  void countsASealedSecretAsWithheldWhileThereIsNoSealer() {
    List<StoredIntent> stored = sealing.store(List.of(PASSWORD), List.of());

    assertThat(withholding.retrieve(stored).withheld()).containsExactly(Samples.PASSWORD.key());
  }

  @Test
  void takesNoNewSpaceForWhatDidNotChange() {
    List<StoredIntent> before = sealing.store(List.of(FRONTEND, PASSWORD), List.of());
    Intent changed = Samples.intent(Samples.OTHER_PASSWORD);

    assertThat(sealing.store(List.of(FRONTEND, PASSWORD), before)).isEqualTo(before);
    assertThat(sealing.store(List.of(changed), before).get(0).content())
        .isNotEqualTo(before.get(1).content());
  }

  @Test
  void sealsASecretThatWasWithheldBefore() {
    List<StoredIntent> before = withholding.store(List.of(PASSWORD), List.of());

    assertThat(sealing.store(List.of(PASSWORD), before).get(0).content()).isPresent();
  }

  @Test
  void keepsNoSecretInTheOpen() {
    StoredIntent stored = sealing.store(List.of(PASSWORD), List.of()).get(0);

    byte[] kept = store.blob(stored.content().orElseThrow()).orElseThrow();

    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("aHVudGVyMg");
    assertThat(stored.toString()).doesNotContain("aHVudGVyMg");
  }

  @Test
  void saysWhoseIntentAnotherKeyDoesNotOpen() {
    List<StoredIntent> stored = sealing.store(List.of(PASSWORD), List.of());
    IntentArchive other = IntentArchive.sealing(store, Sealer.aesGcm(new byte[32]));

    assertThatThrownBy(() -> other.retrieve(stored))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("Secret guestbook/redis", "the key is another one");
  }

  @Test
  void saysWhoseIntentIsGoneOrNoIntent() {
    StoredIntent gone =
        new StoredIntent.Archived(
            Samples.FRONTEND.key(), FRONTEND.digest(), Samples.digest("nothing"));
    StoredIntent noIntent =
        new StoredIntent.Archived(
            Samples.FRONTEND.key(), FRONTEND.digest(), store.putBlob(new byte[] {1, 2, 3}));
    StoredIntent newer =
        new StoredIntent.Archived(
            Samples.FRONTEND.key(), FRONTEND.digest(), store.putBlob(new byte[] {9}));
    StoredIntent anothers =
        new StoredIntent.Archived(
            Samples.OLD_JOB,
            FRONTEND.digest(),
            sealing.store(List.of(FRONTEND), List.of()).get(0).content().orElseThrow());

    for (StoredIntent broken : List.of(gone, noIntent, newer, anothers)) {
      assertThatThrownBy(() -> sealing.retrieve(List.of(broken)))
          .isInstanceOfSatisfying(
              StateException.class,
              e -> assertThat(e.reason()).isEqualTo(StateException.Reason.CORRUPT))
          .hasMessageContaining(broken.key().toString());
    }
  }
}
