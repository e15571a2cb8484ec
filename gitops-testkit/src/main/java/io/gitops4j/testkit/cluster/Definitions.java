package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.CustomResourceSchemas;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.SchemaException;
import io.gitops4j.core.merge.ServerProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What custom resource definitions make the server serve. */
final class Definitions {
  private static final Pattern VERSION = Pattern.compile("v(\\d{1,9})(?:(alpha|beta)(\\d{1,9}))?");

  /** As Kubernetes ranks versions: stable ones first, newer ones before older ones. */
  private static final Comparator<String> PREFERRED_FIRST =
      Comparator.comparing(Definitions::rank)
          .thenComparing(version -> -number(version, 1))
          .thenComparing(version -> -number(version, 3))
          .thenComparing(Comparator.naturalOrder());

  private Definitions() {}

  private static int rank(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      return 3;
    }
    return matcher.group(2) == null ? 0 : matcher.group(2).equals("beta") ? 1 : 2;
  }

  private static int number(String version, int group) {
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches() && matcher.group(group) != null
        ? Integer.parseInt(matcher.group(group))
        : 0;
  }

  static GroupKind kindOf(MapValue definition) {
    return new GroupKind(
        definition.textAt("spec", "group").orElse(""),
        definition.textAt("spec", "names", "kind").orElse("Unknown"));
  }

  /**
   * Its served versions, the preferred one first.
   *
   * @param isOld whether the server is of before Kubernetes 1.21
   */
  static List<ServedKind> served(MapValue definition, ServerProfile profile, boolean isOld) {
    Map<GroupVersionKind, Schema> schemas = schemas(definition, profile);
    List<Value> versions = new ArrayList<>(definition.itemsAt("spec", "versions"));
    versions.removeIf(version -> !isServed(version));
    versions.sort(Comparator.comparing(version -> nameOf(version), PREFERRED_FIRST));
    List<ServedKind> kinds = new ArrayList<>();
    for (Value version : versions) {
      ServedKind kind = served(definition, version, isOld);
      Schema schema = schemas.getOrDefault(kind.kind(), Schema.deduced());
      kinds.add(kind.as(new ObjectForm(schema, kind.form().type(), kind.form().scale())));
    }
    return kinds;
  }

  /** A definition whose schema makes no sense serves objects that are merged without one. */
  private static Map<GroupVersionKind, Schema> schemas(MapValue definition, ServerProfile profile) {
    try {
      return CustomResourceSchemas.of(definition, profile);
    } catch (SchemaException e) {
      return Map.of();
    }
  }

  private static boolean isServed(Value version) {
    return version.at("served").flatMap(Value::asBoolean).orElse(false);
  }

  private static String nameOf(Value version) {
    return version.textAt("name").orElse("v1");
  }

  private static ServedKind served(MapValue definition, Value version, boolean isOld) {
    GroupKind kind = kindOf(definition);
    ApiResource resource =
        new ApiResource(
            new GroupVersionKind(kind.group(), nameOf(version), kind.kind()),
            definition.textAt("spec", "names", "plural").orElse(""),
            definition.textAt("spec", "scope").filter("Namespaced"::equals).isPresent());
    Set<ServedKind.Trait> traits = EnumSet.of(ServedKind.Trait.GENERATION, ServedKind.Trait.LOCKED);
    if (!version.at("storage").flatMap(Value::asBoolean).orElse(true)) {
      traits.add(ServedKind.Trait.CONVERTED);
    }
    Value subresources = subresources(definition, version);
    if (subresources.at("status").isPresent()) {
      traits.add(ServedKind.Trait.STATUS);
    }
    Optional<Value> scale = subresources.at("scale");
    if (scale.isPresent()) {
      traits.add(ServedKind.Trait.SCALE);
    }
    ObjectForm form =
        new ObjectForm(
            Schema.deduced(),
            CustomType.of(schemaOf(definition, version, isOld)),
            scale.map(ScalePaths::of).orElse(ScalePaths.USUAL));
    return new ServedKind(resource, traits, form);
  }

  private static StructuralSchema schemaOf(MapValue definition, Value version, boolean isOld) {
    StructuralSchema schema = StructuralSchema.of(definition, nameOf(version));
    return isOld ? schema.takingEmptyTextsForNull() : schema;
  }

  /** Version v1beta1 of definitions may have them once for all versions. */
  private static Value subresources(MapValue definition, Value version) {
    return version
        .at("subresources")
        .or(() -> definition.at("spec", "subresources"))
        .orElse(MapValue.EMPTY);
  }
}
