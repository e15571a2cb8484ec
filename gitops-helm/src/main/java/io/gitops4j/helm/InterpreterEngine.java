package io.gitops4j.helm;

import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.engine.ChartEngine;
import io.gitops4j.helm.engine.ChartFailure;
import io.gitops4j.helm.engine.ReleaseFacts;
import io.gitops4j.helm.engine.RenderedRelease;
import io.gitops4j.helm.template.BudgetException;
import io.gitops4j.helm.template.Meter;
import io.gitops4j.helm.template.Surroundings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Interprets charts in this process; keeps the templates that it parsed. */
final class InterpreterEngine implements HelmEngine {
  /** What is included counts each time: a chart may include all of its text in several steps. */
  private static final long INCLUDED = 8;

  private static final RandomGenerator CHANCE = new SecureRandom();

  private final ChartEngine engine = new ChartEngine();

  @Override
  public Rendition render(Job job) throws Refused {
    Target target = job.target();
    ReleaseFacts facts =
        new ReleaseFacts(
            target.release(), target.namespace(), target.kubeVersion(), target.apiVersions());
    Lookups lookups = new Lookups(job.lookup(), target.namespace());
    Surroundings surroundings =
        new Surroundings(
            new Meter(limits(job.budget()), System::nanoTime),
            clock(job),
            random(job),
            function -> {},
            lookups::answer);
    try {
      RenderedRelease release = engine.render(job.settled(), facts, surroundings);
      return rendition(release, lookups);
    } catch (ChartFailure e) {
      throw new Refused(e.text(), new SourcePosition(e.path(), Math.max(1, e.line()), 1));
    } catch (BudgetException e) {
      throw new UnrenderableException(
          null,
          "%s; RenderBudget says how long it may take and how much it may write"
              .formatted(e.text()),
          e);
    }
  }

  private static Meter.Limits limits(RenderBudget budget) {
    Meter.Limits usual = Meter.Limits.DEFAULT;
    long output = Math.multiplyExact(Math.min(budget.outputBytes(), 1L << 40), INCLUDED);
    // Values of templates may all be alive at once: a quarter of what this process has at most.
    long allocated = Math.min(usual.allocatedBytes(), Runtime.getRuntime().maxMemory() / 4);
    return new Meter.Limits(usual.steps(), output, allocated, usual.depth(), budget.time());
  }

  private static Clock clock(Job job) {
    return job.settings()
        .repeated()
        .time()
        .map(time -> Clock.fixed(time, ZoneOffset.UTC))
        .orElse(Clock.systemUTC());
  }

  private static RandomGenerator random(Job job) {
    OptionalLong seed = job.settings().repeated().seed();
    return seed.isPresent() ? new SplittableRandom(seed.getAsLong()) : CHANCE;
  }

  private static Rendition rendition(RenderedRelease release, Lookups lookups) {
    List<Document> documents =
        release.documents().stream()
            .map(document -> new Document(document.template(), document.text()))
            .toList();
    List<String> warnings = new ArrayList<>(release.warnings());
    List<String> rotating =
        release.unstable().stream().filter(name -> !name.equals("lookup")).sorted().toList();
    if (!rotating.isEmpty()) {
      warnings.add(
          "the chart renders differently each time, since it uses %s: such values rotate whenever it is rendered again; HelmRenderer.stability tells which"
              .formatted(String.join(", ", rotating)));
    }
    warnings.addAll(lookups.warnings());
    return new Rendition(documents, warnings);
  }
}
