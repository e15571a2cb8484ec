package io.gitops4j.helm.chart;

import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.render.UnrenderableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the YAML of charts into plain data: numbers become {@code Double}, as Helm has them. */
public final class ChartYaml {
  private ChartYaml() {}

  /**
   * The keys and values of a file; those of further documents are laid over the first one's.
   *
   * @param what names the file in messages, as Helm does, such as {@code cannot load values.yaml}
   * @throws UnrenderableException if it is no YAML or holds no map
   */
  public static Map<String, @Nullable Object> map(String path, byte[] content, String what) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    for (Value document : documents(path, content, what)) {
      if (!document.isNull()) {
        Object plain = numbers(document.toPlain());
        Optional<Map<String, @Nullable Object>> map = Tables.asMap(plain);
        Tables.lay(map.orElseThrow(() -> noMap(path, plain, what)), merged);
      }
    }
    return merged;
  }

  /** Lays values over others, in place: later ones win, and their nulls stay. */
  public static void layOver(
      Map<String, @Nullable Object> over, Map<String, @Nullable Object> base) {
    Tables.lay(over, base);
  }

  private static List<Value> documents(String path, byte[] content, String what) {
    try {
      return ManifestReader.create().readValues(path, content);
    } catch (ManifestException e) {
      UnrenderableException known = UnrenderableException.of(e);
      throw new UnrenderableException(
          known.position().orElse(null), what + ": " + known.getMessage(), e);
    }
  }

  private static UnrenderableException noMap(String path, @Nullable Object plain, String what) {
    return new UnrenderableException(
        new SourcePosition(path, 1, 1),
        "%s: cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal %s into Go value of type map[string]interface {}: the file must hold keys and values, such as 'replicas: 2'"
            .formatted(what, GoText.jsonTypeOf(plain)),
        null);
  }

  private static @Nullable Object numbers(@Nullable Object plain) {
    if (plain instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> converted = new LinkedHashMap<>();
      map.forEach((key, value) -> converted.put((String) key, numbers(value)));
      return converted;
    }
    if (plain instanceof List<?> list) {
      List<@Nullable Object> converted = new ArrayList<>();
      list.forEach(item -> converted.add(numbers(item)));
      return converted;
    }
    return plain instanceof Number number ? (Object) number.doubleValue() : plain;
  }
}
