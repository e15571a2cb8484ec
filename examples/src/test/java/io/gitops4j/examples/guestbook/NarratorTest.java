package io.gitops4j.examples.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.reconcile.ResourceRow;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.sync.ResourceResult;
import io.gitops4j.core.sync.ResourceResult.Code;
import io.gitops4j.core.sync.SyncResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private static final ResourceKey LONG =
      new ResourceKey(
          "apiextensions.k8s.io",
          "CustomResourceDefinition",
          "",
          "certificaterequests.cert-manager.example.org");
  private static final ResourceKey SHORT = new ResourceKey("", "Service", "shop", "web");
  private static final ResourceKey OTHER = new ResourceKey("", "Service", "shop", "other");

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Narrator narrator =
      new Narrator(new PrintStream(told, true, StandardCharsets.UTF_8), false);

  private List<String> lines() {
    return told.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void columnsAreAsWideAsTheirLongestValue() {
    narrator.rows(List.of(row(LONG), row(SHORT)));

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0).indexOf("OutOfSync")).isEqualTo(lines().get(1).indexOf("OutOfSync"));
  }

  @Test
  void aFailedSyncTellsEveryFailureAndLastWhy() {
    List<ResourceResult> results =
        List.of(
            result(LONG, Code.FAILED, "Invalid: spec.group: Required value"),
            result(SHORT, Code.CREATED, ""),
            result(OTHER, Code.FAILED, "Forbidden: not here"));

    narrator.result(
        new SyncResult(
            SyncResult.Outcome.FAILED,
            LONG + ": Invalid: spec.group: Required value",
            new Revision("a".repeat(40)),
            Instant.EPOCH,
            Instant.EPOCH,
            results));

    assertThat(lines()).hasSize(3);
    assertThat(lines().get(0)).contains(LONG.name(), "Invalid: spec.group: Required value");
    assertThat(lines().get(1)).contains("shop/other", "Forbidden: not here");
    assertThat(lines().get(2)).startsWith("  FAILED: " + LONG + ": Invalid");
  }

  private static ResourceRow row(ResourceKey key) {
    return new ResourceRow(
        key, SyncStatus.OUT_OF_SYNC, Optional.empty(), Optional.empty(), false, "");
  }

  private static ResourceResult result(ResourceKey key, Code code, String message) {
    return new ResourceResult(key, code, message, Optional.empty());
  }
}
