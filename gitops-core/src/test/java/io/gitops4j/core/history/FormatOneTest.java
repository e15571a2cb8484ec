package io.gitops4j.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Format 1 is read for ever: the folder {@code state-v1} was written once and is never written
 * again. A change that breaks this test needs another format, and a reader for both.
 */
class FormatOneTest {
  private static final Sealer SEALER =
      Sealer.aesGcm("a key of 16 byte".getBytes(StandardCharsets.US_ASCII));

  @Test
  void isReadForEver(@TempDir Path folder) throws IOException, URISyntaxException {
    copyFixture(folder);

    try (StateStore store = StateStore.directory(folder)) {
      IntentArchive archive = IntentArchive.sealing(store, SEALER);
      VersionedState found = store.load(Samples.GUESTBOOK).orElseThrow();
      Deployment first = found.state().deployment(DeploymentId.FIRST).orElseThrow();
      ApplicationState expected =
          Samples.rolledBack(IntentArchive.withholdingSecrets(StateStore.inMemory()));

      assertThat(found.version()).isEqualTo(1);
      assertThat(archive.retrieve(first.intents()).documents())
          .containsExactly(Samples.FRONTEND, Samples.PASSWORD);
      assertThat(found.state().hold()).isEqualTo(expected.hold());
      assertThat(found.state().lastSynced()).isEqualTo(expected.lastSynced());
      assertThat(found.state().kinds()).isEqualTo(expected.kinds());
      assertThat(found.state().nextId()).isEqualTo(expected.nextId());
      assertThat(first.commit()).isEqualTo(Samples.commit(1));
      assertThat(first.outcomes().get(Samples.OLD_JOB))
          .isEqualTo(new ResourceOutcome(ResourceOutcome.Code.FAILED, "field is immutable"));
      assertThat(found.state().deployments().get(1)).isEqualTo(expected.deployments().get(1));
    }
  }

  private static void copyFixture(Path to) throws IOException, URISyntaxException {
    Path from =
        Path.of(
            Objects.requireNonNull(FormatOneTest.class.getResource("/state-v1"), "the fixture")
                .toURI());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
