package io.gitops4j.helm;

import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chart's files as the engine gets them, so that it drops nothing in silence and asks nobody.
 *
 * @param files content by path below the chart's folder
 * @param asksForApis whether a template asks for the destination's API versions
 * @param warnings what a person should know
 */
record PreparedChart(Map<String, byte[]> files, boolean asksForApis, List<String> warnings) {
  private static final String CRDS = "templates/gitops4j-crds/";
  private static final String APIS = "templates/_gitops4j-api-versions.tpl";

  /** With hooks marked and custom resource definitions among the templates. */
  static PreparedChart toRender(Map<String, byte[]> original, List<String> apiVersions) {
    return new Preparation(original, true).chart(apiVersions);
  }

  /** With templates in their own places, so that the engine's errors name them and their lines. */
  static PreparedChart toExplain(Map<String, byte[]> original, List<String> apiVersions) {
    return new Preparation(original, false).chart(apiVersions);
  }

  /** Whether the engine's name of a template stands for a custom resource definition. */
  static boolean isCrd(String template) {
    return template.contains("/" + CRDS);
  }

  /** The file behind the engine's name of a template. */
  static String originalName(String template) {
    return HookMarking.originalNames(template.replace("/" + CRDS, "/crds/"));
  }

  private static final class Preparation {
    private final Map<String, byte[]> original;
    private final boolean marking;
    private final Map<String, byte[]> prepared = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> varying = new ArrayList<>();
    private boolean asksForApis;

    Preparation(Map<String, byte[]> original, boolean marking) {
      this.original = original;
      this.marking = marking;
    }

    PreparedChart chart(List<String> apiVersions) {
      original.forEach(this::add);
      if (asksForApis) {
        put(APIS, apiDictionary(apiVersions));
      }
      if (!varying.isEmpty()) {
        warnings.add(
            "what %s gives renders differently each time, since it asks for random values or for the time: such values rotate whenever the chart is rendered again"
                .formatted(String.join(", ", varying)));
      }
      return new PreparedChart(prepared, asksForApis, warnings);
    }

    private void add(String path, byte[] content) {
      ChartPath place = ChartPath.of(path);
      if (place.isTemplate()) {
        addTemplate(place, new String(content, StandardCharsets.UTF_8));
        return;
      }
      if (place.file().equals(ValuesSchema.FILE) && ValuesSchema.leadsElsewhere(path, content)) {
        warnings.add(
            "'%s' refers to other schemas than its own parts, which are not loaded here: the values are not checked against it"
                .formatted(path));
        return;
      }
      prepared.put(path, content);
      if (marking && place.isCrd()) {
        String read = "{{- .Files.Get %s -}}".formatted(HookMarking.quoted(place.file()));
        put(place.chart() + CRDS + place.file().substring("crds/".length()), read);
      }
    }

    private void addTemplate(ChartPath place, String content) {
      TemplateText text = TemplateText.of(content);
      asksForApis |= text.asksForApis();
      if (text.callsLookup()) {
        warnings.add(
            "'%s%s' calls lookup, which finds nothing here, as with 'helm template'"
                .formatted(place.chart(), place.file()));
      }
      if (text.asksForApisOtherwise()) {
        warnings.add(
            "'%s%s' asks for APIVersions in a form that knows nothing of the destination: write .Capabilities.APIVersions.Has"
                .formatted(place.chart(), place.file()));
      }
      if (text.variesEachTime()) {
        varying.add("'%s%s'".formatted(place.chart(), place.file()));
      }
      if (marking && place.isRendered()) {
        put(place.chart() + HookMarking.partialOf(place.file()), text.text());
        put(
            place.chart() + place.file(),
            HookMarking.wrapper(fullName(place.chart()), place.file()));
      } else {
        put(place.chart() + place.file(), text.text());
      }
    }

    private void put(String path, String text) {
      prepared.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A chart's name below its parents' names, as Helm calls its templates. */
    private String fullName(String chart) {
      String own = name(original.get(chart + "Chart.yaml"));
      int parent = chart.lastIndexOf("charts/");
      return parent < 0 ? own : fullName(chart.substring(0, parent)) + "/charts/" + own;
    }

    private static String name(byte @Nullable [] chartFile) {
      if (chartFile == null) {
        return "";
      }
      try {
        List<Value> documents = ManifestReader.create().readValues("Chart.yaml", chartFile);
        return documents.stream().findFirst().flatMap(d -> d.textAt("name")).orElse("");
      } catch (ManifestException e) {
        return ""; // the engine will say what is wrong with it
      }
    }

    private static String apiDictionary(List<String> apiVersions) {
      return """
          {{- define "%s" -}}{{- $all := dict -}}\
          {{- range . -}}{{- $_ := set $all . true -}}{{- end -}}\
          {{- range splitList " " %s -}}{{- $_ := set $all . true -}}{{- end -}}\
          {{- toJson $all -}}{{- end -}}
          """
          .formatted(TemplateText.API_VERSIONS, HookMarking.quoted(String.join(" ", apiVersions)));
    }
  }
}
