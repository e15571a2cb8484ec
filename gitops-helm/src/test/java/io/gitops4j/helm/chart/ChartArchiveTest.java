package io.gitops4j.helm.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.chart.ChartArchive.Limit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ChartArchiveTest {
  private static final long PLENTY = 1 << 20;

  @Test
  void unpacksWhatHelmPacked() throws IOException {
    byte[] packed =
        Files.readAllBytes(Path.of("src/test/resources/charts/shop/chart/charts/packed-0.1.0.tgz"));

    Map<String, byte[]> files = ChartArchive.unpack("packed.tgz", packed, new Limit(PLENTY));

    assertThat(files)
        .containsOnlyKeys(
            "Chart.yaml", "templates/service.yaml", "templates/_x.tpl", "crds/packs.yaml");
    assertThat(new String(files.get("Chart.yaml"), StandardCharsets.UTF_8)).contains("packed");
  }

  @Test
  void leavesOutLinks() throws IOException {
    byte[] packed = gzip(entry("c/passwd", '2', ""), entry("c/a", '0', "x"));

    assertThat(ChartArchive.unpack("c.tgz", packed, new Limit(PLENTY))).containsOnlyKeys("a");
  }

  @Test
  void unpacksNoMoreThanAllowed() throws IOException {
    byte[] packed = gzip(entry("c/a", '0', "x".repeat(1000)));

    assertThatThrownBy(() -> ChartArchive.unpack("c.tgz", packed, new Limit(999)))
        .isInstanceOf(UnrenderableException.class)
        .hasMessageContainingAll("'c.tgz'", "999");
  }

  @Test
  void refusesWhatIsNoArchive() throws IOException {
    byte[] cut = Arrays.copyOf(gzip(entry("c/a", '0', "x".repeat(10_000))), 40);
    byte[] outside = gzip(entry("a", '0', "x"));

    for (byte[] broken : new byte[][] {{}, {1, 2, 3}, cut, outside}) {
      assertThatThrownBy(() -> ChartArchive.unpack("c.tgz", broken, new Limit(PLENTY)))
          .isInstanceOf(UnrenderableException.class)
          .hasMessageContaining("'c.tgz'");
    }
  }

  private static byte[] entry(String name, char type, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    byte[] entry = new byte[512 + (bytes.length + 511) / 512 * 512];
    put(entry, 0, name);
    put(entry, 124, String.format("%011o", bytes.length));
    entry[156] = (byte) type;
    System.arraycopy(bytes, 0, entry, 512, bytes.length);
    return entry;
  }

  private static void put(byte[] entry, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, entry, at, bytes.length);
  }

  private static byte[] gzip(byte[]... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      for (byte[] entry : entries) {
        packed.write(entry);
      }
      packed.write(new byte[1024]);
    }
    return bytes.toByteArray();
  }
}
