package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderException;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.helm.chart.OracleProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramRendererTest {

  /** The same charts, rendered by the real program. */
  @Nested
  class WithHelm extends RenderedChartsTest {
    private static HelmRenderer renderer;

    @BeforeAll
    static void findHelm() {
      renderer =
          HelmRenderer.program(OracleProgram.required("the renderer that runs a program").path());
    }

    @Override
    protected HelmRenderer renderer() {
      return renderer;
    }
  }

  @TempDir Path folder;

  private static Rendered render(HelmRenderer renderer, RenderBudget budget) {
    RenderRequest request = RenderedChartsTest.request(RenderedChartsTest.CHART, Helm.defaults());
    return renderer.render(
        new RenderRequest(
            request.application(),
            request.tree(),
            request.path(),
            request.rendering(),
            request.namespace(),
            request.cluster(),
            budget));
  }

  private HelmRenderer script(String commands) throws IOException {
    Path script = folder.resolve("helm");
    Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return HelmRenderer.program(script);
  }

  private static RenderBudget budget(Duration time, long outputBytes) {
    return new RenderBudget(time, 1 << 20, outputBytes, 100);
  }

  @Test
  void endsAProgramThatTakesTooLongWithAllThatItStarted() throws IOException {
    Path pid = folder.resolve("pid");
    HelmRenderer slow = script("sleep 600 & echo $! > '%s'; wait".formatted(pid));

    Rendered rendered = render(slow, budget(Duration.ofSeconds(2), 1 << 20));

    assertThat(((Rendered.Failed) rendered).message()).contains("PT2S", "RenderBudget.time");
    long child = Long.parseLong(Files.readString(pid).strip());
    assertThat(
            ProcessHandle.of(child).filter(ProcessHandle::isAlive).isPresent() && !isEnding(child))
        .isFalse();
  }

  // Killed, but perhaps not yet taken away by whoever answers for it now.
  private static boolean isEnding(long process) throws IOException {
    Path status = Path.of("/proc", String.valueOf(process), "stat");
    return !Files.exists(status) || Files.readString(status).contains(") Z ");
  }

  @Test
  void endsAProgramThatSaysTooMuch() throws IOException {
    HelmRenderer verbose = script("while true; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done");

    Rendered rendered = render(verbose, budget(Duration.ofMinutes(1), 100_000));

    assertThat(((Rendered.Failed) rendered).message())
        .contains("100000", "RenderBudget.outputBytes");
  }

  @Test
  void tellsTheProgramNothingOfThisMachine() throws IOException {
    Path seen = folder.resolve("seen");
    HelmRenderer curious = script("/usr/bin/env > '%s'".formatted(seen));

    render(curious, budget(Duration.ofMinutes(1), 100_000));

    try (Stream<String> lines = Files.lines(seen)) {
      assertThat(lines.map(line -> line.replaceFirst("=.*", "")))
          .isSubsetOf("HOME", "PWD", "OLDPWD", "SHLVL", "_");
    }
    assertThat(Files.readString(seen)).doesNotContain("HOME=" + System.getenv("HOME") + "\n");
  }

  @Test
  void leavesNothingBehind() throws IOException {
    Path seen = folder.resolve("seen");
    HelmRenderer curious = script("pwd > '%s'".formatted(seen));

    render(curious, budget(Duration.ofMinutes(1), 100_000));

    assertThat(Path.of(Files.readString(seen).strip())).doesNotExist();
  }

  @Test
  void aProgramThatIsNotThereIsNoFaultOfTheChart() {
    HelmRenderer missing = HelmRenderer.program(folder.resolve("nothing"));

    assertThatThrownBy(() -> render(missing, RenderBudget.DEFAULT))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("nothing");
  }

  @Test
  void repeatsWhatTheProgramSays() throws IOException {
    HelmRenderer failing = script("echo 'Error: it is Tuesday' >&2; exit 1");

    assertThat(((Rendered.Failed) render(failing, RenderBudget.DEFAULT)).reason())
        .isEqualTo("it is Tuesday");
  }
}
