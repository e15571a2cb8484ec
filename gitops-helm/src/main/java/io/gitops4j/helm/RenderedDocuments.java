package io.gitops4j.helm;

import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.HelmEngine.Document;
import io.gitops4j.helm.HelmSettings.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what templates gave. */
final class RenderedDocuments {
  private static final String HOOK = "helm.sh/hook";
  private static final Set<String> TESTS = Set.of("test", "test-success", "test-failure");
  private static final Pattern CRD = Pattern.compile("(?s)(.*/)?crds/[^/].*");

  private final RenderBudget budget;
  private final HelmSettings settings;
  private final TemplatePaths paths;
  private final KnownDocuments known;

  RenderedDocuments(
      RenderBudget budget, HelmSettings settings, TemplatePaths paths, KnownDocuments known) {
    this.known = known;
    this.budget = budget;
    this.settings = settings;
    this.paths = paths;
  }

  List<Manifest> manifests(List<Document> documents) {
    List<Manifest> manifests = new ArrayList<>();
    long size = 0;
    for (Document document : documents) {
      size += document.text().length();
      if (size > budget.outputBytes()) {
        throw new UnrenderableException(
            "the chart renders to more than the %d characters that are allowed; raise RenderBudget.outputBytes if it should"
                .formatted(budget.outputBytes()));
      }
      manifests.addAll(read(document));
    }
    if (manifests.size() > budget.manifests()) {
      throw new UnrenderableException(
          "the chart renders to %d objects, and %d are allowed; raise RenderBudget.manifests if it should"
              .formatted(manifests.size(), budget.manifests()));
    }
    return manifests;
  }

  private List<Manifest> read(Document document) {
    if (settings.has(Flag.WITHOUT_CRDS) && isCrd(document.template())) {
      return List.of();
    }
    try {
      return known.read(paths.rendered(document.template()), document).stream()
          .filter(manifest -> !isLeftOut(manifest))
          .toList();
    } catch (ManifestException e) {
      throw UnrenderableException.of(e);
    }
  }

  private static boolean isCrd(String template) {
    return !template.contains("/templates/") && CRD.matcher(template).matches();
  }

  private boolean isLeftOut(Manifest manifest) {
    String hooks = manifest.annotations().getOrDefault(HOOK, "");
    if (hooks.isBlank()) {
      return false;
    }
    return settings.has(Flag.WITHOUT_HOOKS)
        || (settings.has(Flag.WITHOUT_TESTS)
            && Pattern.compile(",")
                .splitAsStream(hooks)
                .map(String::strip)
                .allMatch(TESTS::contains));
  }
}
