package io.gitops4j.helm.engine;

import io.gitops4j.helm.chart.Chart;
import io.gitops4j.helm.chart.ChartFile;
import io.gitops4j.helm.chart.ReleaseChart;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoStrings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The templates of a chart and its subcharts, with what they see. */
final class ChartTemplates {
  private static final String TEMPLATES = "/templates";

  /** The deepest first, so that a parent's templates replace those of its subcharts. */
  private static final Comparator<ChartTemplate> ORDER =
      Comparator.comparingInt(ChartTemplate::depth)
          .thenComparing(ChartTemplate::name, GoStrings.ORDER)
          .reversed();

  private final List<ChartTemplate> templates = new ArrayList<>();
  private final GoMap release;
  private final Struct capabilities;

  private ChartTemplates(ReleaseFacts facts) {
    this.release = release(facts);
    this.capabilities = Capabilities.of(facts);
  }

  /** Collects them. */
  static ChartTemplates of(ReleaseChart chart, ReleaseFacts facts) {
    ChartTemplates templates = new ChartTemplates(facts);
    GoMap values = ValuesType.values(chart.values());
    templates.add(chart.chart(), new Node(chart.chart().name(), values, true));
    return templates;
  }

  /** In the order in which they are parsed and rendered. */
  List<ChartTemplate> inOrder() {
    List<ChartTemplate> sorted = new ArrayList<>(templates);
    sorted.sort(ORDER);
    return sorted;
  }

  /** A chart's place among the others. */
  private record Node(String path, GoMap values, boolean isRoot) {}

  private GoMap add(Chart chart, Node node) {
    GoMap scope = new GoMap();
    GoMap subcharts = new GoMap();
    scope.put("Chart", ChartObject.of(chart, node.isRoot()));
    scope.put("Files", FilesType.files(chart.files()));
    scope.put("Release", release);
    scope.put("Capabilities", capabilities);
    scope.put("Values", node.values());
    scope.put("Subcharts", subcharts);
    for (Chart child : chart.subcharts()) {
      String path = node.path() + "/charts/" + child.name();
      GoMap values = ValuesType.table(node.values(), child.name());
      subcharts.put(child.name(), add(child, new Node(path, values, false)));
    }
    for (ChartFile file : chart.templates()) {
      String name = node.path() + "/" + file.name();
      if (!chart.isLibrary() || ChartTemplate.isPartial(name)) {
        templates.add(new ChartTemplate(name, node.path() + TEMPLATES, file, scope));
      }
    }
    return scope;
  }

  private static GoMap release(ReleaseFacts facts) {
    GoMap release = new GoMap();
    release.put("Name", facts.release());
    release.put("Namespace", facts.namespace());
    release.put("IsUpgrade", false);
    release.put("IsInstall", true);
    release.put("Revision", 1L);
    release.put("Service", "Helm");
    return release;
  }

  /**
   * A template.
   *
   * @param name as errors and other templates name it
   * @param basePath of all templates of its chart
   * @param scope what it sees, shared by all templates of its chart
   */
  record ChartTemplate(String name, String basePath, ChartFile file, GoMap scope) {

    int depth() {
      return (int) name.chars().filter(c -> c == '/').count();
    }

    boolean isPartial() {
      return isPartial(name);
    }

    private static boolean isPartial(String name) {
      return name.startsWith("_", name.lastIndexOf('/') + 1);
    }

    boolean isNotes() {
      return name.endsWith("NOTES.txt");
    }

    String text() {
      return GoStrings.string(file.content());
    }

    /** What a template sees of itself. */
    GoMap self() {
      GoMap self = new GoMap(ValuesType.VALUES);
      self.put("Name", name);
      self.put("BasePath", basePath);
      return self;
    }
  }
}
