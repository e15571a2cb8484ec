package io.gitops4j.helm;

import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.render.RenderInput;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.UnrenderableException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a rendering sets on top of the chart's own values.
 *
 * @param files value files by their name on disk, the strongest last
 * @param given the value files of the repository by their path
 * @param integers parameters that stay integers, by path
 */
record Values(Map<String, byte[]> files, Map<String, byte[]> given, Map<String, String> integers) {
  // What the engine splits at or reads as something else can't be in such a key.
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  /**
   * Gathers them.
   *
   * @throws UnrenderableException if a value file is not there; it names what is
   */
  static Values of(Helm settings, RenderRequest request, RenderInput input) {
    Map<String, byte[]> given = new LinkedHashMap<>();
    for (String file : settings.valueFiles()) {
      String path = path(file, request);
      if (!settings.missingValueFilesIgnored() || input.entry(path).isPresent()) {
        given.remove(path);
        given.put(path, input.read(path));
      }
    }
    MapValue parameters = ParameterTree.of(settings.parameters(), listsBelow(settings, given));
    Map<String, byte[]> files = new LinkedHashMap<>();
    // Names of our own: the engine takes a comma for the end of a name.
    given.values().forEach(content -> files.put(files.size() + ".yaml", content));
    for (MapValue inline : new MapValue[] {settings.inlineValues(), parameters}) {
      if (!inline.isEmpty()) {
        files.put(files.size() + ".yaml", FlowYaml.of(inline).getBytes(StandardCharsets.UTF_8));
      }
    }
    Map<String, String> integers = new LinkedHashMap<>();
    addIntegers("", parameters, integers);
    return new Values(files, given, integers);
  }

  private static String path(String file, RenderRequest request) {
    if (file.contains("://") || file.startsWith("$")) {
      throw new UnrenderableException(
          "the value file '%s' is not in the repository: name it by its path there"
              .formatted(file));
    }
    return file.startsWith("/") ? file.replaceFirst("^/+", "") : request.resolve(file);
  }

  // Only a parameter that changes an item of a list needs to know the list.
  private static MapValue listsBelow(Helm settings, Map<String, byte[]> given) {
    boolean needed =
        settings.parameters().stream()
            .anyMatch(parameter -> ParameterPath.parse(parameter.name()).hasIndex());
    if (!needed) {
      return MapValue.EMPTY;
    }
    MapValue merged = MapValue.EMPTY;
    for (Map.Entry<String, byte[]> file : given.entrySet()) {
      merged = merged(merged, parsed(file.getKey(), file.getValue()));
    }
    return merged(merged, settings.inlineValues());
  }

  private static MapValue merged(MapValue below, MapValue above) {
    MapValue merged = below;
    for (Map.Entry<String, Value> entry : above.entries().entrySet()) {
      String key = entry.getKey();
      Value value = entry.getValue();
      boolean bothMaps =
          value instanceof MapValue && below.get(key).flatMap(Value::asMap).isPresent();
      merged = merged.with(key, bothMaps ? merged(below.mapAt(key), above.mapAt(key)) : value);
    }
    return merged;
  }

  private static MapValue parsed(String path, byte[] content) {
    try {
      return ManifestReader.create().readValues(path, content).stream()
          .findFirst()
          .map(
              document ->
                  document
                      .asMap()
                      .orElseThrow(
                          () ->
                              new UnrenderableException(
                                  new SourcePosition(path, 1, 1),
                                  "a value file must hold keys and values, such as 'replicas: 2'",
                                  null)))
          .orElse(MapValue.EMPTY);
    } catch (ManifestException e) {
      throw UnrenderableException.of(e);
    }
  }

  /**
   * Fails if a value file is the reason why the engine refused.
   *
   * @throws UnrenderableException with file and line
   */
  void refuseBroken() {
    given.forEach(Values::parsed);
  }

  private static void addIntegers(String prefix, MapValue map, Map<String, String> integers) {
    map.entries()
        .forEach(
            (key, value) -> {
              if (!PLAIN_KEY.matcher(key).matches()) {
                return;
              }
              value.asInteger().ifPresent(n -> integers.put(prefix + key, n.toString()));
              value.asMap().ifPresent(below -> addIntegers(prefix + key + ".", below, integers));
            });
  }
}
