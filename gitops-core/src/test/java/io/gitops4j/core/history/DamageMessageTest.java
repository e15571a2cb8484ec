package io.gitops4j.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads about a state that is damaged. */
class DamageMessageTest {
  private static final ApplicationState OLD = Samples.initial();

  @TempDir Path folder;

  @Test
  void tellsOfDamageWithTheFolderOnceAndAsWhatTheFileIs() throws IOException {
    Path file = folder.resolve("applications/guestbook-idc.json");
    try (StateStore store = StateStore.directory(folder)) {
      store.save(OLD, StateStore.ABSENT);
      Files.writeString(file, "{\"half\":\n \"a fi");
      String found = told(store);
      String later = told(store);

      assertThat(found)
          .isEqualTo(
              "the state of 'guestbook-idc' in the folder %s is damaged: it is not JSON (line 2, column 7). It is kept as applications/guestbook-idc.json.corrupt-1: put a good copy back, or remove it to begin without its history",
              folder);
      assertThat(later).containsOnlyOnce(folder.toString()).contains(".json.corrupt-1");
      assertThat(told("")).contains("is damaged: it is empty.");
      assertThat(told("damage")).contains("is damaged: it is not a JSON object.");
    }
  }

  private String told(String content) throws IOException {
    Path place = folder.resolve("holding-" + content);
    try (StateStore store = StateStore.directory(place)) {
      store.save(OLD, StateStore.ABSENT);
      Files.writeString(place.resolve("applications/guestbook-idc.json"), content);
      return told(store);
    }
  }

  private static String told(StateStore store) {
    try {
      store.load(Samples.GUESTBOOK);
    } catch (StateException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("it was read");
  }
}
