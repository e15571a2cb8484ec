package io.gitops4j.helm.function;

import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the functions on certificates give and take.
 *
 * @param cert as PEM
 * @param key as PEM
 */
record Certificate(String cert, String key) implements GoObject {
  static final GoType TYPE = GoType.struct("sprig.certificate");

  @Override
  public GoType type() {
    return TYPE;
  }

  @Override
  public @Nullable Member member(String name) {
    return switch (name) {
      case "Cert" -> new Field(cert);
      case "Key" -> new Field(key);
      default -> null;
    };
  }

  @Override
  public Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Cert", cert);
    fields.put("Key", key);
    return fields;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Certificate";
  }
}
