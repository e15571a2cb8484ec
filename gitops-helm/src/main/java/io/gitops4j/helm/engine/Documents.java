package io.gitops4j.helm.engine;

import io.gitops4j.helm.chart.Chart;
import io.gitops4j.helm.chart.ChartFile;
import io.gitops4j.helm.engine.RenderedDocument.Role;
import io.gitops4j.helm.template.Meter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Sorts what templates gave. */
final class Documents {
  private static final Set<String> HOOKS =
      Set.of(
          "pre-install",
          "post-install",
          "pre-delete",
          "post-delete",
          "pre-upgrade",
          "post-upgrade",
          "pre-rollback",
          "post-rollback",
          "test",
          "test-success");

  private final Meter meter;
  private final List<RenderedDocument> definitions = new ArrayList<>();
  private final List<Sorted> manifests = new ArrayList<>();
  private final List<Sorted> hooks = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  Documents(Meter meter) {
    this.meter = meter;
  }

  private record Sorted(String kind, RenderedDocument document) {}

  /** Adds the definitions of custom resources of a chart and its subcharts, as they stand. */
  void addDefinitions(Chart chart, String path) {
    for (ChartFile file : chart.crds()) {
      definitions.add(new RenderedDocument(path + "/" + file.name(), file.text(), 1, Role.CRD));
    }
    chart.subcharts().forEach(child -> addDefinitions(child, path + "/charts/" + child.name()));
  }

  /** Adds the output of a template; those of all templates must come in the order of names. */
  void addOutput(String template, String output) {
    for (DocumentText text : DocumentText.split(output)) {
      DocumentHead head = DocumentHead.of(template, text.text(), meter);
      if (!head.hasHook()) {
        manifests.add(new Sorted(head.kind(), text.document(template, Role.MANIFEST)));
      } else if (head.hooks().stream().allMatch(HOOKS::contains)) {
        hooks.add(new Sorted(head.kind(), text.document(template, Role.HOOK)));
      } else {
        warnings.add(
            "%s: left out for its unknown hook '%s'"
                .formatted(template, String.join(",", head.hooks())));
      }
    }
  }

  /** All of them, in the order of Helm. */
  RenderedRelease release(Set<String> unstable) {
    Comparator<Sorted> byKind = Comparator.comparing(Sorted::kind, KindOrder.ORDER);
    List<RenderedDocument> all =
        Stream.of(
                definitions.stream(),
                manifests.stream().sorted(byKind).map(Sorted::document),
                hooks.stream().sorted(byKind).map(Sorted::document))
            .flatMap(documents -> documents)
            .toList();
    return new RenderedRelease(all, unstable, warnings);
  }
}
