package io.gitops4j.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.history.StateException.Reason;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store in files does besides what every store does. */
class FileStateStoreTest {
  private static final byte[] BLOB = "some bytes".getBytes(StandardCharsets.UTF_8);
  private static final ApplicationState OLD = Samples.initial();
  private static final ApplicationState NEW =
      OLD.withDeployment(Samples.deployment(1, Cause.MANUAL_SYNC).build(), 10);

  @TempDir Path folder;

  @Test
  void isOldOrNewWhereverASaveDies() {
    int deaths = 0;
    for (boolean died = true; died; ) {
      Path place = folder.resolve("death" + deaths);
      FailingFiles files = new FailingFiles(deaths);
      Optional<Long> saved = saveTwice(place, files);
      died = files.hasDied();

      try (StateStore survivor = StateStore.directory(place)) {
        Optional<VersionedState> found = survivor.load(Samples.GUESTBOOK);
        assertThat(found.map(VersionedState::state))
            .as("after %d steps", deaths)
            .isIn(Optional.empty(), Optional.of(OLD), Optional.of(NEW));
        assertThat(found.map(VersionedState::version).orElse(0L))
            .as("nothing that was saved is lost")
            .isGreaterThanOrEqualTo(saved.orElse(0L));
        survivor.save(NEW, found.map(VersionedState::version).orElse(StateStore.ABSENT));
        assertThat(place.resolve("tmp")).isEmptyDirectory();
      }
      deaths++;
    }
    assertThat(deaths).as("points at which it died").isGreaterThan(8);
  }

  /** The last version that a save answered before the end. */
  private static Optional<Long> saveTwice(Path place, StateFiles files) {
    Optional<Long> version = Optional.empty();
    try (StateStore store = new FileStateStore(place, files)) {
      version = Optional.of(store.save(OLD, StateStore.ABSENT));
      version = Optional.of(store.save(NEW, version.get()));
    } catch (StateException e) {
      assertThat(e.reason()).isEqualTo(Reason.IO);
      assertThat(e.isTransient()).isTrue();
    }
    return version;
  }

  @Test
  void keepsABlobWhollyOrNotWhereverItDies() {
    int deaths = 0;
    for (boolean died = true; died; deaths++) {
      Path place = folder.resolve("death" + deaths);
      FailingFiles files = new FailingFiles(deaths);
      try (StateStore store = new FileStateStore(place, files)) {
        store.putBlob(BLOB);
      } catch (StateException e) {
        assertThat(e.reason()).isEqualTo(Reason.IO);
      }
      died = files.hasDied();

      try (StateStore survivor = StateStore.directory(place)) {
        assertThat(survivor.blob(Digest.of(BLOB)).map(String::new))
            .isIn(Optional.empty(), Optional.of("some bytes"));
        assertThat(survivor.blob(survivor.putBlob(BLOB))).isPresent();
      }
    }
  }

  @Test
  void setsADamagedStateAsideAndSaysSoUntilAPersonDecided() throws IOException {
    Path file = folder.resolve("applications/guestbook-idc.json");
    Path kept = folder.resolve("applications/guestbook-idc.json.corrupt-1");
    byte[] good;
    try (StateStore store = StateStore.directory(folder)) {
      store.save(OLD, StateStore.ABSENT);
      good = Files.readAllBytes(file);
      Files.writeString(file, "damage");
      assertDamaged(store, kept);
      assertDamaged(store, kept);
    }
    try (StateStore restarted = StateStore.directory(folder)) {
      assertDamaged(restarted, kept);
      assertThatThrownBy(() -> restarted.save(NEW, StateStore.ABSENT))
          .isInstanceOf(StateException.class);
      assertThat(kept).hasContent("damage");

      Files.write(file, good);
      assertThat(restarted.load(Samples.GUESTBOOK)).isPresent();

      Files.delete(file);
      Files.delete(kept);
      assertThat(restarted.load(Samples.GUESTBOOK)).isEmpty();
    }
  }

  private static void assertDamaged(StateStore store, Path kept) {
    assertThatThrownBy(() -> store.load(Samples.GUESTBOOK))
        .isInstanceOfSatisfying(
            StateException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.CORRUPT);
              assertThat(e.keptAt()).contains(kept);
            })
        .hasMessageContaining("'guestbook-idc'")
        .hasMessageContaining("applications/" + kept.getFileName());
    assertThat(store.names()).isEmpty();
  }

  @Test
  void neverOverwritesWhatItKeeps() throws IOException {
    Path file = folder.resolve("applications/guestbook-idc.json");
    try (StateStore store = StateStore.directory(folder)) {
      for (int number = 1; number <= 2; number++) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "damage " + number);
        assertThatThrownBy(() -> store.load(Samples.GUESTBOOK)).isInstanceOf(StateException.class);
      }
      assertThat(folder.resolve("applications/guestbook-idc.json.corrupt-1"))
          .hasContent("damage 1");
      assertThat(folder.resolve("applications/guestbook-idc.json.corrupt-2"))
          .hasContent("damage 2");
    }
  }

  @Test
  void doesNotSaveOverADamagedState() throws IOException {
    try (StateStore store = StateStore.directory(folder)) {
      long version = store.save(OLD, StateStore.ABSENT);
      Files.writeString(folder.resolve("applications/guestbook-idc.json"), "damage");

      assertThatThrownBy(() -> store.save(NEW, version)).isInstanceOf(StateException.class);

      assertThat(folder.resolve("applications/guestbook-idc.json.corrupt-1")).hasContent("damage");
    }
  }

  @Test
  void refusesTheStateOfAnotherApplicationUnderThisName() throws IOException {
    try (StateStore store = StateStore.directory(folder)) {
      store.save(OLD, StateStore.ABSENT);
      Path applications = folder.resolve("applications");
      Files.copy(applications.resolve("guestbook-idc.json"), applications.resolve("other.json"));

      assertThatThrownBy(() -> store.load(new ApplicationName("other")))
          .hasMessageContaining("it is the state of guestbook-idc");
    }
  }

  @Test
  void leavesANewerFormatAsItIs() throws IOException {
    Path file = folder.resolve("applications/guestbook-idc.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"formatVersion\":2,\"whatever\":true}");

    try (StateStore store = StateStore.directory(folder)) {
      assertThatThrownBy(() -> store.load(Samples.GUESTBOOK))
          .isInstanceOfSatisfying(
              StateException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NEWER_FORMAT))
          .hasMessageContaining("written by format 2, this version reads up to 1");
      assertThatThrownBy(() -> store.save(OLD, StateStore.ABSENT))
          .isInstanceOf(StateException.class);
    }
    assertThat(file).content().contains("\"formatVersion\":2");
  }

  @Test
  void isUsedByOneStoreAtATime() {
    StateStore first = StateStore.directory(folder);
    try (StateStore second = StateStore.directory(folder)) {
      first.names();

      assertThatThrownBy(second::names)
          .isInstanceOfSatisfying(
              StateException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED))
          .hasMessageContaining(folder.toString());

      first.close();
      assertThat(second.names()).isEmpty();
      assertThatThrownBy(first::names).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void isUsedByOneProcessAtATimeUntilItIsKilled() throws IOException, InterruptedException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (StateStore store = StateStore.directory(folder)) {
      assertThat(other.inputReader().readLine()).isEqualTo("holding");

      assertThatThrownBy(store::names)
          .isInstanceOfSatisfying(
              StateException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED))
          .hasMessageContaining("in use by another process");

      other.destroyForcibly().waitFor();
      assertThat(store.load(Samples.GUESTBOOK)).isPresent();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void touchesNothingBeforeItsFirstUse() {
    Path place = folder.resolve("later");

    StateStore.directory(place).close();

    assertThat(place).doesNotExist();
  }

  @Test
  void setsADamagedBlobAside() throws IOException {
    try (StateStore store = StateStore.directory(folder)) {
      Digest digest = store.putBlob(BLOB);
      Path file = blobFile(digest);
      Files.writeString(file, "damage");

      assertThatThrownBy(() -> store.blob(digest))
          .isInstanceOfSatisfying(
              StateException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.CORRUPT);
                assertThat(e.keptAt().orElseThrow()).hasContent("damage");
              });
      assertThat(store.blob(digest)).isEmpty();
    }
  }

  @Test
  void mendsADamagedBlobWhenItIsPutAgain() throws IOException {
    try (StateStore store = StateStore.directory(folder)) {
      Digest digest = store.putBlob(BLOB);
      Files.writeString(blobFile(digest), "damage");

      store.putBlob(BLOB);

      assertThat(store.blob(digest)).contains(BLOB);
    }
  }

  private Path blobFile(Digest digest) {
    return folder
        .resolve("blobs")
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex().substring(2));
  }

  @Test
  void clearsWhatACrashLeftBehind() throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    Files.writeString(folder.resolve("tmp/17"), "half");

    try (StateStore store = StateStore.directory(folder)) {
      assertThat(store.names()).isEmpty();
    }
    try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void findsApplicationsWhoseNamesAreTooLongForAFile() {
    ApplicationName name = new ApplicationName("a".repeat(253));
    ApplicationName sibling = new ApplicationName("a".repeat(252) + "b");
    try (StateStore store = StateStore.directory(folder)) {
      store.save(ApplicationState.initial(name), StateStore.ABSENT);
      store.save(ApplicationState.initial(sibling), StateStore.ABSENT);

      assertThat(store.names()).containsExactly(name, sibling);
      assertThat(store.load(sibling)).isPresent();
    }
  }

  @Test
  void recordsWhatAnInterruptedThreadDid() {
    try (StateStore store = StateStore.directory(folder)) {
      store.names();
      Thread.currentThread().interrupt();

      store.save(OLD, StateStore.ABSENT);

      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
      assertThat(store.load(Samples.GUESTBOOK)).isPresent();
    }
  }

  @Test
  void saysWhereItFailed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    try (StateStore store = StateStore.directory(file)) {
      assertThatThrownBy(store::names)
          .isInstanceOfSatisfying(
              StateException.class, e -> assertThat(e.reason()).isEqualTo(Reason.IO))
          .hasMessageContaining(file.toString());
    }
  }
}
