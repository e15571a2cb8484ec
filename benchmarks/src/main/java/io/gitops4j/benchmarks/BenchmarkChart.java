package io.gitops4j.benchmarks;

import io.gitops4j.testkit.InMemoryTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Charts of different sizes. */
public enum BenchmarkChart {
  /** The chart of the story: three Deployments, three Services. */
  GUESTBOOK,
  /** One with 400 lines of templates, as people write them: partials, conditions, loops, values. */
  LINES_400,
  /** The public one of that name. */
  KUBE_STATE_METRICS,
  /** The public one of that name, with the four charts that it depends on. */
  PROMETHEUS;

  static final String FOLDER = "chart";

  private static final String PUBLIC = "charts";
  private static final int COMPONENTS = 20;

  /** Its files. */
  InMemoryTree files() {
    return switch (this) {
      case GUESTBOOK -> ChartFiles.onClassPath().tree(FOLDER);
      case LINES_400 -> written();
      case KUBE_STATE_METRICS -> ofPublic("kube-state-metrics", List.of());
      case PROMETHEUS ->
          ofPublic(
              "prometheus",
              List.of(
                  "alertmanager",
                  "kube-state-metrics",
                  "prometheus-node-exporter",
                  "prometheus-pushgateway"));
    };
  }

  // They are not ours to keep here.
  private static InMemoryTree ofPublic(String name, List<String> dependencies) {
    String charts = System.getProperty(PUBLIC, "");
    Path folder = Path.of(charts, "charts", name);
    if (charts.isEmpty() || !Files.exists(folder)) {
      throw new IllegalStateException(
          "-Dcharts must name a copy of the repository prometheus-community/helm-charts, was '%s'"
              .formatted(charts));
    }
    InMemoryTree files = InMemoryTree.empty().withAll(FOLDER, InMemoryTree.copyOf(folder));
    for (String dependency : dependencies) {
      files =
          files.withAll(
              FOLDER + "/charts/" + dependency,
              InMemoryTree.copyOf(folder.resolveSibling(dependency)));
    }
    return files;
  }

  private static InMemoryTree written() {
    StringBuilder values = new StringBuilder("global: {team: shop}\ncomponents:\n");
    for (int i = 0; i < COMPONENTS; i++) {
      values.append(
          "  c%02d: {enabled: true, replicas: %d, image: {repository: registry.example/c%d, tag: ''}, env: {A: b, C: d}}\n"
              .formatted(i, 1 + i % 3, i));
    }
    InMemoryTree files =
        InMemoryTree.empty()
            .with(
                FOLDER + "/Chart.yaml",
                "apiVersion: v2\nname: lines\nversion: 1.0.0\nappVersion: 2.3.4\n")
            .with(FOLDER + "/values.yaml", values.toString())
            .with(FOLDER + "/templates/_helpers.tpl", HELPERS);
    for (int i = 0; i < COMPONENTS; i++) {
      String name = "c%02d".formatted(i);
      files =
          files.with(FOLDER + "/templates/" + name + ".yaml", COMPONENT.replace("COMPONENT", name));
    }
    return files;
  }

  private static final String HELPERS =
      """
      {{- define "lines.labels" -}}
      app.kubernetes.io/name: {{ .name | trunc 63 | trimSuffix "-" }}
      app.kubernetes.io/instance: {{ .root.Release.Name }}
      app.kubernetes.io/managed-by: {{ .root.Release.Service }}
      helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
      team: {{ .root.Values.global.team | quote }}
      {{- end -}}
      {{- define "lines.image" -}}
      {{ .image.repository }}:{{ .image.tag | default .root.Chart.AppVersion }}
      {{- end -}}
      """;

  private static final String COMPONENT =
      """
      {{- $c := .Values.components.COMPONENT -}}
      {{- if $c.enabled }}
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: {{ .Release.Name }}-COMPONENT
        labels: {{- include "lines.labels" (dict "name" "COMPONENT" "root" .) | nindent 4 }}
      spec:
        replicas: {{ $c.replicas }}
        selector: {matchLabels: {app: COMPONENT}}
        template:
          metadata: {labels: {app: COMPONENT}}
          spec:
            containers:
            - name: main
              image: {{ include "lines.image" (dict "image" $c.image "root" .) | quote }}
              env: {{- range $k, $v := $c.env }}
              - {name: {{ $k }}, value: {{ $v | quote }}}
              {{- end }}
      {{- end }}
      """;
}
