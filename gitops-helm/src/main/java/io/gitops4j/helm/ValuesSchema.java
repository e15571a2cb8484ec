package io.gitops4j.helm;

import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.render.UnrenderableException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The {@code values.schema.json} of a chart. The engine loads what a schema refers to, from the
 * disk of this machine and from any address, and a repository must not reach out.
 */
final class ValuesSchema {
  static final String FILE = "values.schema.json";

  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  /** Those that the engine knows by heart. */
  private static final Pattern KNOWN_DIALECT =
      Pattern.compile(
          "https?://json-schema\\.org/(draft-0[467]/schema|draft/(2019-09|2020-12)/schema)#?");

  private ValuesSchema() {}

  /**
   * Whether it refers to anything but its own parts.
   *
   * @throws UnrenderableException if nobody can tell, as it is no JSON
   */
  static boolean leadsElsewhere(String path, byte[] schema) {
    try {
      return ManifestReader.create().readValues(path, schema).stream()
          .anyMatch(ValuesSchema::leadsElsewhere);
    } catch (ManifestException e) {
      throw UnrenderableException.of(e);
    }
  }

  private static boolean leadsElsewhere(Value part) {
    MapValue map = part.asMap().orElse(MapValue.EMPTY);
    boolean here =
        map.textAt("$schema").filter(text -> !KNOWN_DIALECT.matcher(text).matches()).isPresent()
            || REFERENCES.stream()
                .anyMatch(key -> map.textAt(key).filter(to -> !to.startsWith("#")).isPresent());
    List<Value> items = part.asList().map(list -> list.items()).orElse(List.of());
    return here
        || map.entries().values().stream().anyMatch(ValuesSchema::leadsElsewhere)
        || items.stream().anyMatch(ValuesSchema::leadsElsewhere);
  }
}
