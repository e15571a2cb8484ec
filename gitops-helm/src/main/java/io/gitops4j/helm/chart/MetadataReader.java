package io.gitops4j.helm.chart;

import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.chart.ChartMetadata.About;
import io.gitops4j.helm.chart.ChartMetadata.Dependency;
import io.gitops4j.helm.chart.ChartMetadata.Maintainer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Chart.yaml}, and {@code requirements.yaml} of older charts; refuses what Helm does.
 */
final class MetadataReader {
  private static final String STRUCT = "Metadata";
  private static final Set<String> API_VERSIONS = Set.of("", "v1", "v2");
  private static final Set<String> TYPES = Set.of("", "application", "library");
  private static final Pattern ALIAS = Pattern.compile("[a-zA-Z0-9_-]+");

  private final ChartFile file;

  private MetadataReader(ChartFile file) {
    this.file = file;
  }

  /**
   * Reads the metadata of a chart.
   *
   * @param requirements the file that older charts have beside it
   * @throws UnrenderableException with Helm's reason
   */
  static ChartMetadata read(ChartFile file, Optional<ChartFile> requirements) {
    ChartMetadata own = new MetadataReader(file).read();
    ChartMetadata read =
        requirements
            .flatMap(other -> new MetadataReader(other).requirements())
            .map(own::withDependencies)
            .orElse(own);
    new MetadataReader(file).validate(read);
    return read;
  }

  private ChartMetadata read() {
    Fields fields = fields();
    String apiVersion = fields.text("apiVersion");
    if (!API_VERSIONS.contains(apiVersion)) {
      throw refused(
          apiVersion.equals("v3") ? "invalid chart apiVersion" : "unsupported chart version");
    }
    try {
      return read(fields, apiVersion);
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private Fields fields() {
    return new Fields(
        ChartYaml.metadata(file.path(), file.content(), "cannot load " + file.name()), STRUCT);
  }

  private static ChartMetadata read(Fields fields, String apiVersion) {
    return new ChartMetadata(
        apiVersion,
        fields.text("name"),
        fields.text("version"),
        fields.text("type"),
        fields.text("appVersion"),
        fields.text("kubeVersion"),
        about(fields),
        fields.text("condition"),
        fields.text("tags"),
        dependencies(fields));
  }

  private static About about(Fields fields) {
    List<Maintainer> maintainers = new ArrayList<>();
    for (Optional<Fields> one : fields.structs("maintainers", "Maintainer")) {
      Fields maintainer = one.orElseThrow(() -> empty("maintainers"));
      maintainers.add(
          new Maintainer(
              maintainer.text("name"), maintainer.text("email"), maintainer.text("url")));
    }
    return new About(
        fields.text("description"),
        fields.text("home"),
        fields.text("icon"),
        fields.flag("deprecated"),
        fields.texts("keywords"),
        fields.texts("sources"),
        maintainers,
        fields.textMap("annotations"));
  }

  private static List<Dependency> dependencies(Fields fields) {
    List<Dependency> dependencies = new ArrayList<>();
    for (Optional<Fields> one : fields.structs("dependencies", "Dependency")) {
      Fields dependency = one.orElseThrow(() -> empty("dependencies"));
      List<@Nullable Object> imports = dependency.items("import-values", "[]interface {}");
      dependencies.add(
          new Dependency(
              dependency.text("name"),
              dependency.text("version"),
              dependency.text("repository"),
              dependency.text("condition"),
              dependency.texts("tags"),
              dependency.flag("enabled"),
              imports,
              dependency.text("alias")));
    }
    return dependencies;
  }

  private static IllegalArgumentException empty(String list) {
    return new IllegalArgumentException(
        "validation: %s must not contain empty or null nodes".formatted(list));
  }

  private Optional<List<Dependency>> requirements() {
    try {
      Fields fields = fields();
      return fields.has("dependencies") ? Optional.of(dependencies(fields)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private void validate(ChartMetadata read) {
    check(!read.name().isEmpty(), "chart.metadata.name is required");
    check(isBaseName(read.name()), "chart.metadata.name \"%s\" is invalid".formatted(read.name()));
    check(!read.version().isEmpty(), "chart.metadata.version is required");
    check(
        SemanticVersion.parse(read.version()).isPresent(),
        "chart.metadata.version \"%s\" is invalid".formatted(read.version()));
    check(TYPES.contains(read.type()), "chart.metadata.type must be application or library");
    Set<String> names = new HashSet<>();
    for (Dependency one : read.dependencies()) {
      check(
          one.alias().isEmpty() || ALIAS.matcher(one.alias()).matches(),
          "dependency \"%s\" has disallowed characters in the alias".formatted(one.name()));
      check(
          names.add(one.effectiveName()),
          "more than one dependency with name or alias \"%s\"".formatted(one.effectiveName()));
    }
  }

  private static boolean isBaseName(String name) {
    return !name.contains("/") && !name.equals("..") && !name.equals(".");
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw refused("validation: " + otherwise);
    }
  }

  private UnrenderableException unreadable(IllegalArgumentException e) {
    String reason = String.valueOf(e.getMessage());
    return refused(
        reason.startsWith("validation:") ? reason : "cannot load " + file.name() + ": " + reason);
  }

  private UnrenderableException refused(String reason) {
    return new UnrenderableException(new SourcePosition(file.path(), 1, 1), reason, null);
  }

  /** The versions that a lock file pins, by the names of the charts. */
  static Map<String, String> locked(ChartFile lock) {
    try {
      Fields fields = new MetadataReader(lock).fields();
      Map<String, String> versions = new java.util.LinkedHashMap<>();
      for (Optional<Fields> one : fields.structs("dependencies", "Dependency")) {
        one.ifPresent(locked -> versions.put(locked.text("name"), locked.text("version")));
      }
      return versions;
    } catch (IllegalArgumentException e) {
      throw new MetadataReader(lock).unreadable(e);
    }
  }
}
