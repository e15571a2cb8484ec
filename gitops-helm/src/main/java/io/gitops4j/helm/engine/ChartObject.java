package io.gitops4j.helm.engine;

import io.gitops4j.helm.chart.Chart;
import io.gitops4j.helm.chart.ChartMetadata;
import io.gitops4j.helm.chart.ChartMetadata.Dependency;
import io.gitops4j.helm.chart.ChartMetadata.Maintainer;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates see as {@code .Chart}. */
final class ChartObject {
  private ChartObject() {}

  static GoMap of(Chart chart, boolean isRoot) {
    ChartMetadata metadata = chart.metadata();
    ChartMetadata.About about = metadata.about();
    GoMap object = new GoMap();
    object.put("APIVersion", metadata.apiVersion());
    object.put("Annotations", strings(about.annotations()));
    object.put("AppVersion", metadata.appVersion());
    object.put("Condition", metadata.condition());
    object.put(
        "Dependencies",
        GoList.of(metadata.dependencies().stream().map(ChartObject::dependency).toArray()));
    object.put("Deprecated", about.deprecated());
    object.put("Description", about.description());
    object.put("Home", about.home());
    object.put("Icon", about.icon());
    object.put("IsRoot", isRoot);
    object.put("Keywords", GoList.copyOf(about.keywords()));
    object.put("KubeVersion", metadata.kubeVersion());
    object.put(
        "Maintainers",
        GoList.of(about.maintainers().stream().map(ChartObject::maintainer).toArray()));
    object.put("Name", metadata.name());
    object.put("Sources", GoList.copyOf(about.sources()));
    object.put("Tags", metadata.tags());
    object.put("Type", metadata.type());
    object.put("Version", metadata.version());
    return object;
  }

  private static GoMap strings(Map<String, ?> entries) {
    if (entries.isEmpty()) {
      return GoMap.nil(GoType.STRING_MAP);
    }
    GoMap map = new GoMap(GoType.STRING_MAP);
    entries.forEach((key, value) -> map.put(key, String.valueOf(value)));
    return map;
  }

  private static GoMap maintainer(Maintainer maintainer) {
    GoMap object = new GoMap();
    object.put("Name", maintainer.name());
    object.put("Email", maintainer.email());
    object.put("URL", maintainer.url());
    return object;
  }

  private static GoMap dependency(Dependency dependency) {
    GoMap object = new GoMap();
    object.put("Name", dependency.name());
    object.put("Version", dependency.version());
    object.put("Repository", dependency.repository());
    object.put("Condition", dependency.condition());
    object.put("Tags", GoList.copyOf(dependency.tags()));
    object.put("Enabled", dependency.enabled());
    object.put(
        "ImportValues",
        GoList.of(dependency.importValues().stream().map(ChartObject::imported).toArray()));
    object.put("Alias", dependency.alias());
    return object;
  }

  private static @Nullable Object imported(@Nullable Object imported) {
    if (imported instanceof Map<?, ?> map) {
      GoMap object = new GoMap(GoType.STRING_MAP);
      map.forEach((key, value) -> object.put(String.valueOf(key), String.valueOf(value)));
      return object;
    }
    return imported;
  }
}
