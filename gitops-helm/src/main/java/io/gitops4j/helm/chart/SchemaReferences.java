package io.gitops4j.helm.chart;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a schema refers to: loading it from anywhere else would let a repository reach out. */
final class SchemaReferences {
  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  /** Those that are known by heart. */
  private static final Pattern KNOWN_DIALECT =
      Pattern.compile(
          "https?://json-schema\\.org/(draft-0[467]/schema|draft/(2019-09|2020-12)/schema)#?");

  private SchemaReferences() {}

  /** Whether it refers to anything but its own parts. */
  static boolean leadElsewhere(@Nullable Object part) {
    if (part instanceof List<?> list) {
      return list.stream().anyMatch(SchemaReferences::leadElsewhere);
    }
    if (!(part instanceof Map<?, ?> map)) {
      return false;
    }
    boolean here =
        map.get("$schema") instanceof String dialect && !KNOWN_DIALECT.matcher(dialect).matches();
    return here
        || REFERENCES.stream()
            .anyMatch(key -> map.get(key) instanceof String to && !to.startsWith("#"))
        || map.values().stream().anyMatch(SchemaReferences::leadElsewhere);
  }
}
