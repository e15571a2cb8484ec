package io.gitops4j.helm.engine;

import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of a cluster.
 *
 * @param version with the v
 */
record KubeVersion(String version, String major, String minor) implements GoObject {
  private static final GoType TYPE = GoType.struct("common.KubeVersion");
  private static final Pattern VERSION = Pattern.compile("v?(\\d+)(?:\\.(\\d+))?.*");

  static KubeVersion of(String version) {
    var parts = VERSION.matcher(version);
    String full = version.startsWith("v") ? version : "v" + version;
    if (!parts.matches()) {
      return new KubeVersion(full, "", "");
    }
    String minor = parts.group(2);
    return new KubeVersion(full, parts.group(1), minor == null ? "0" : minor);
  }

  @Override
  public GoType type() {
    return TYPE;
  }

  @Override
  public @Nullable Member member(String name) {
    return switch (name) {
      case "Version" -> new Field(version);
      case "Major" -> new Field(major);
      case "Minor" -> new Field(minor);
      case "String", "GitVersion" -> new Method(Signature.of(), call -> version);
      default -> null;
    };
  }

  @Override
  public Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Version", version);
    fields.put("normalizedVersion", version);
    fields.put("Major", major);
    fields.put("Minor", minor);
    return fields;
  }

  /** Its method String belongs to the pointer, so {@code fmt} does not see it. */
  @Override
  public String printed() {
    return version;
  }

  @Override
  public Object json() {
    Map<String, @Nullable Object> json = fields();
    json.remove("normalizedVersion");
    return json;
  }
}
