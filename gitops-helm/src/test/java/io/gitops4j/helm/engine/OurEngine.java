package io.gitops4j.helm.engine;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderInput;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.chart.Chart;
import io.gitops4j.helm.chart.ChartLoader;
import io.gitops4j.helm.chart.ChartYaml;
import io.gitops4j.helm.chart.ReleaseChart;
import io.gitops4j.helm.chart.ValuesSchemas;
import io.gitops4j.helm.engine.HelmProgram.Answer;
import io.gitops4j.helm.template.BudgetException;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.Meter;
import io.gitops4j.helm.template.Surroundings;
import io.gitops4j.testkit.InMemoryTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Charts in folders, rendered by our engine. */
@SuppressWarnings("NullAway") // compilers read the nullness in maps of other classes differently
final class OurEngine {
  private static final ChartEngine ENGINE = new ChartEngine();

  private OurEngine() {}

  /** What it printed or, if it failed, said. */
  static Answer render(Path folder, List<Path> values) {
    try {
      return new Answer(true, release(chart(folder), given(values)).text());
    } catch (ChartFailure | UnrenderableException | BudgetException e) {
      return new Answer(false, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text));
      return new Answer(false, text.toString());
    }
  }

  private static Map<String, @Nullable Object> given(List<Path> values) throws IOException {
    return values.isEmpty()
        ? Map.of()
        : ChartYaml.map(values.get(0).toString(), Files.readAllBytes(values.get(0)), "values");
  }

  static RenderedRelease release(Chart chart, Map<String, @Nullable Object> given) {
    chart.requireInstallable(ReleaseFacts.DEFAULT_KUBE_VERSION);
    chart.requireComplete();
    ReleaseChart release = ReleaseChart.of(chart, given);
    ValuesSchemas.check(release);
    return ENGINE.render(
        release,
        new ReleaseFacts("rel", "default", ReleaseFacts.DEFAULT_KUBE_VERSION, List.of()),
        surroundings());
  }

  static Surroundings surroundings() {
    Meter.Limits limits =
        new Meter.Limits(
            Meter.Limits.DEFAULT.steps(),
            Meter.Limits.DEFAULT.outputBytes(),
            Meter.Limits.DEFAULT.allocatedBytes(),
            Meter.Limits.DEFAULT.depth(),
            Duration.ofMinutes(5));
    return new Surroundings(
        new Meter(limits, System::nanoTime),
        Clock.systemUTC(),
        new Random(),
        name -> {},
        lookup -> new GoMap());
  }

  static Chart chart(Path folder) throws IOException {
    InMemoryTree tree = InMemoryTree.copyOf(folder);
    RenderRequest request =
        new RenderRequest(
            new ApplicationName("rel"),
            tree.tree(),
            "",
            Rendering.detected(),
            "default",
            ClusterInfo.of(ReleaseFacts.DEFAULT_KUBE_VERSION, List.of()),
            RenderBudget.DEFAULT);
    return new ChartLoader().load(RenderInput.of(request), "", 64L << 20);
  }
}
