package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.ChartLayouts.Lease;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChartLayoutsTest {
  private static final Digest CONTENT = Digest.of("content");
  private static final byte[] BYTES = "name: shop".getBytes(StandardCharsets.UTF_8);

  private final ChartLayouts layouts = new ChartLayouts();
  private final AtomicInteger prepared = new AtomicInteger();

  @AfterEach
  void close() {
    layouts.close();
  }

  private PreparedChart chart(boolean asksForApis) {
    prepared.incrementAndGet();
    return new PreparedChart(
        Map.of("Chart.yaml", BYTES, "templates/deep/er.yaml", BYTES), asksForApis, List.of());
  }

  private Lease lease(List<String> apis, boolean asksForApis) {
    return layouts.lease(CONTENT, apis, () -> chart(asksForApis));
  }

  @Test
  void laysOutEachContentOnce() {
    try (Lease first = lease(List.of("v1"), false);
        Lease second = lease(List.of("v1", "apps/v1"), false)) {
      assertThat(first.folder().resolve("templates/deep/er.yaml")).hasBinaryContent(BYTES);
      assertThat(second.folder()).isEqualTo(first.folder());
    }
    assertThat(prepared).hasValue(1);
  }

  @Test
  void whatAsksForApisIsLaidOutForEachSetOfThem() {
    try (Lease first = lease(List.of("v1"), true);
        Lease second = lease(List.of("v1", "apps/v1"), true);
        Lease again = lease(List.of("v1"), true)) {
      assertThat(second.folder()).isNotEqualTo(first.folder());
      assertThat(again.folder()).isEqualTo(first.folder());
    }
    assertThat(prepared).hasValue(2);
  }

  @Test
  void laysOutAnewWhatSomebodyDeleted() throws Exception {
    try (Lease first = lease(List.of(), false)) {
      TemporaryFolder.delete(first.folder());
    }

    try (Lease second = lease(List.of(), false)) {
      assertThat(second.folder().resolve("Chart.yaml")).exists();
    }
  }

  @Test
  void deletesEverythingWhenClosed() {
    Path folder;
    try (Lease lease = lease(List.of(), false)) {
      folder = lease.folder();
    }

    layouts.close();

    assertThat(folder).doesNotExist();
    assertThat(folder.getParent()).doesNotExist();
    assertThatThrownBy(layouts::newFolder).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void writesNothingOutsideItsFolder() {
    Map<String, byte[]> files = Map.of("templates/../../escaped.yaml", BYTES);

    assertThatThrownBy(() -> layouts.write(files))
        .isInstanceOf(UnrenderableException.class)
        .hasMessageContaining("escaped.yaml");
  }

  @Test
  void aSlowChartHoldsUpNoOther() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<Path> slow = threads.submit(() -> folderOf(CONTENT, () -> slowly(reading, goOn)));
      reading.await();
      Future<Path> same = threads.submit(() -> folderOf(CONTENT, () -> chart(false)));

      Digest other = Digest.of("other");
      Path quick =
          threads.submit(() -> folderOf(other, () -> chart(false))).get(30, TimeUnit.SECONDS);
      goOn.countDown();

      assertThat(quick).isNotEqualTo(slow.get());
      assertThat(same.get()).isEqualTo(slow.get());
      assertThat(prepared).as("each chart once").hasValue(2);
    } finally {
      goOn.countDown();
      threads.shutdownNow();
    }
  }

  @Test
  void whoWaitsForAReadingThatFailsReadsOnItsOwn() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<Path> failing =
          threads.submit(
              () ->
                  folderOf(
                      CONTENT,
                      () -> {
                        slowly(reading, goOn);
                        throw new UnrenderableException("too large for this one");
                      }));
      reading.await();
      Future<Path> waiting = threads.submit(() -> folderOf(CONTENT, () -> chart(false)));
      goOn.countDown();

      assertThat(waiting.get(30, TimeUnit.SECONDS)).isNotNull();
      assertThatThrownBy(failing::get).hasRootCauseInstanceOf(UnrenderableException.class);
    } finally {
      goOn.countDown();
      threads.shutdownNow();
    }
  }

  private Path folderOf(Digest content, Supplier<PreparedChart> prepare) {
    try (Lease lease = layouts.lease(content, List.of(), prepare)) {
      return lease.folder();
    }
  }

  private PreparedChart slowly(CountDownLatch reading, CountDownLatch goOn) {
    reading.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return chart(false);
  }
}
