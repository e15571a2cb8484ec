package io.gitops4j.helm.engine;

import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Go struct with fields and no methods. */
final class Struct implements GoObject {
  private final GoType type;
  private final Map<String, @Nullable Object> fields;

  Struct(GoType type, Map<String, @Nullable Object> fields) {
    this.type = type;
    this.fields = Collections.unmodifiableMap(fields);
  }

  @Override
  public GoType type() {
    return type;
  }

  @Override
  public @Nullable Member member(String name) {
    return fields.containsKey(name) ? new Field(fields.get(name)) : null;
  }

  @Override
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  /** Only the version of Helm has names of its own in JSON. */
  @Override
  public Object json() {
    if (!type.toString().equals("version.BuildInfo")) {
      return fields;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    fields.forEach(
        (name, value) ->
            json.put(name.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT), value));
    return json;
  }
}
