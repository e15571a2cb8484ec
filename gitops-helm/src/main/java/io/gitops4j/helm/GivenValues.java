package io.gitops4j.helm;

import io.gitops4j.core.render.RenderInput;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.HelmSettings.Flag;
import io.gitops4j.helm.HelmSettings.SetOption;
import io.gitops4j.helm.chart.ChartYaml;
import io.gitops4j.helm.chart.SetText;
import io.gitops4j.helm.chart.SetText.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a rendering sets on top of the chart's own values.
 *
 * @param files value files by their path, the strongest last
 * @param inline values as YAML, empty for none
 * @param sets in the order in which they count; those of files hold the content
 */
record GivenValues(Map<String, byte[]> files, String inline, List<SetOption> sets) {
  private static final List<Kind> ORDER = List.of(Kind.JSON, Kind.TYPED, Kind.STRING, Kind.FILE);

  /**
   * Gathers them.
   *
   * @throws UnrenderableException if a value file is not there; it names what is
   */
  static GivenValues of(HelmSettings settings, RenderRequest request, RenderInput input) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    boolean mayMiss = settings.has(Flag.MISSING_VALUE_FILES_IGNORED);
    for (String file : settings.valueFiles()) {
      String path = path(file, request);
      if (!mayMiss || input.entry(path).isPresent()) {
        files.remove(path);
        files.put(path, input.read(path));
      }
    }
    List<SetOption> sets = new ArrayList<>();
    for (Kind kind : ORDER) {
      settings.sets().stream()
          .filter(option -> option.kind() == kind)
          .map(option -> kind == Kind.FILE ? withContent(option, request, input) : option)
          .forEach(sets::add);
    }
    String inline = settings.values().isEmpty() ? "" : FlowYaml.of(settings.values());
    return new GivenValues(files, inline, sets);
  }

  private static String path(String file, RenderRequest request) {
    if (file.contains("://") || file.startsWith("$")) {
      throw new UnrenderableException(
          "the value file '%s' is not in the repository: name it by its path there"
              .formatted(file));
    }
    return file.startsWith("/") ? file.replaceFirst("^/+", "") : request.resolve(file);
  }

  private static SetOption withContent(SetOption option, RenderRequest request, RenderInput input) {
    String key = ParameterPath.key(option.name());
    String path = path(option.text().substring(key.length()), request);
    String content = new String(input.read(path), StandardCharsets.UTF_8);
    String escaped = content.replaceAll("[\\\\,]", "\\\\$0").replaceFirst("^\\{", "\\\\{");
    return new SetOption(Kind.FILE, option.name(), key + escaped);
  }

  /**
   * All of them as one map.
   *
   * @throws UnrenderableException if one of them is broken, with file and line
   */
  Map<String, @Nullable Object> merged() {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    files.forEach(
        (path, content) ->
            ChartYaml.layOver(ChartYaml.map(path, content, "failed to parse " + path), merged));
    if (!inline.isEmpty()) {
      byte[] content = inline.getBytes(StandardCharsets.UTF_8);
      ChartYaml.layOver(ChartYaml.map("inline values", content, "inline values"), merged);
    }
    for (SetOption set : sets) {
      try {
        SetText.put(set.text(), set.kind(), merged, Function.identity());
      } catch (IllegalArgumentException e) {
        throw new UnrenderableException(
            null, "parameter '%s': %s".formatted(set.name(), e.getMessage()), e);
      }
    }
    return merged;
  }

  /** No values, which may be secret. */
  @Override
  public String toString() {
    return "files %s, parameters %s".formatted(files.keySet(), sets);
  }
}
