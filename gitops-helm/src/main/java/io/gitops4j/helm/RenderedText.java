package io.gitops4j.helm;

import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.UnrenderableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the engine's answer: documents, each led by the name of its template. */
final class RenderedText {
  private static final Pattern NEXT = Pattern.compile("(?m)^---\\n# Source: ");
  private static final String HOOK = "helm.sh/hook";
  private static final Set<String> TESTS = Set.of("test", "test-success", "test-failure");

  private final RenderRequest request;
  private final Helm settings;
  private final ManifestReader reader = ManifestReader.create();

  RenderedText(RenderRequest request, Helm settings) {
    this.request = request;
    this.settings = settings;
  }

  List<Manifest> manifests(String text) {
    RenderBudget budget = request.budget();
    if (text.length() > budget.outputBytes()) {
      throw new UnrenderableException(
          "the chart renders to %d characters, and %d are allowed; raise RenderBudget.outputBytes if it should"
              .formatted(text.length(), budget.outputBytes()));
    }
    List<Manifest> manifests = new ArrayList<>();
    for (String document : NEXT.splitAsStream(HookMarking.unmarked(text)).toList()) {
      int end = document.indexOf('\n');
      if (end > 0) {
        manifests.addAll(read(document.substring(0, end), document.substring(end + 1)));
      }
    }
    if (manifests.size() > budget.manifests()) {
      throw new UnrenderableException(
          "the chart renders to %d objects, and %d are allowed; raise RenderBudget.manifests if it should"
              .formatted(manifests.size(), budget.manifests()));
    }
    return manifests;
  }

  private List<Manifest> read(String template, String document) {
    if (settings.crdsSkipped() && PreparedChart.isCrd(template)) {
      return List.of();
    }
    try {
      List<Manifest> read = reader.read(rendered(request, template), document);
      return settings.testsSkipped()
          ? read.stream().filter(manifest -> !isTest(manifest)).toList()
          : read;
    } catch (ManifestException e) {
      throw UnrenderableException.of(e);
    }
  }

  /** How positions in what a template gave are named: its own lines are others. */
  static String rendered(RenderRequest request, String template) {
    return path(request, template) + " (rendered)";
  }

  /** The path in the repository of a template that the engine names after the chart. */
  static String path(RenderRequest request, String template) {
    String original = PreparedChart.originalName(template);
    return request.resolve(original.substring(original.indexOf('/') + 1));
  }

  private static boolean isTest(Manifest manifest) {
    String hooks = manifest.annotations().getOrDefault(HOOK, "");
    return !hooks.isBlank()
        && Pattern.compile(",").splitAsStream(hooks).map(String::strip).allMatch(TESTS::contains);
  }
}
