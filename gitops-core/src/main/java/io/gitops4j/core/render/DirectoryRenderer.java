package io.gitops4j.core.render;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.source.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the YAML and JSON files of a folder as they are.
 *
 * <p>Every document must be a Kubernetes object: whatever can't be read fails the rendering,
 * because an object that is missing from it might be pruned. A file that is no file of manifests,
 * such as the values of a chart, is excluded by the settings, or left out if it has the comment
 * {@code +gitops4j:skip-file-rendering} or {@code +argocd:skip-file-rendering}.
 */
final class DirectoryRenderer implements Renderer {
  private static final Set<String> EXTENSIONS = Set.of("yaml", "yml", "json");
  private static final Pattern SKIPPED =
      Pattern.compile("#[^\\n]*\\+(gitops4j|argocd):skip-file-rendering\\b");
  private static final Set<String> KUSTOMIZATIONS =
      Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  private final ManifestReader reader = ManifestReader.create();

  @Override
  public boolean handles(RenderRequest request) {
    return request.rendering() instanceof Directory || isDetected(request);
  }

  private static boolean isDetected(RenderRequest request) {
    return request.rendering() == Rendering.detected();
  }

  @Override
  public Rendered render(RenderRequest request) {
    try {
      return renderFolder(request);
    } catch (UnrenderableException e) {
      return e.toFailed(request.application());
    }
  }

  private Rendered renderFolder(RenderRequest request) {
    Directory settings =
        request.rendering() instanceof Directory given ? given : Directory.defaults();
    RenderInput input = RenderInput.of(request);
    List<TreeEntry> files = files(request, settings, input);
    List<Manifest> manifests = new ArrayList<>();
    for (TreeEntry file : files) {
      List<Manifest> found = read(file, input.read(file.path()));
      manifests.addAll(found);
      checkCount(manifests, file, request.budget());
    }
    // Not a failure: an application may begin, or be meant, to have nothing. But rarely.
    return manifests.isEmpty()
        ? new Rendered.Complete(manifests, List.of(nothing(request.path(), files.size())))
        : Rendered.Complete.of(manifests);
  }

  private static String nothing(String folder, int files) {
    String why =
        files == 0
            ? "no YAML or JSON file in it is taken"
            : "all of its %d YAML and JSON files are empty or marked to be left out"
                .formatted(files);
    return "folder '%s' holds no manifests: %s".formatted(folder, why);
  }

  private static List<TreeEntry> files(
      RenderRequest request, Directory settings, RenderInput input) {
    String folder = request.path();
    List<TreeEntry> directly = input.list(folder);
    if (isDetected(request)) {
      directly.forEach(DirectoryRenderer::refuseOtherTools);
    }
    List<TreeEntry> all =
        settings.recursive()
            ? input.filesBelow(folder)
            : directly.stream().filter(entry -> !entry.isFolder()).toList();
    int prefix = folder.isEmpty() ? 0 : folder.length() + 1;
    return all.stream()
        .filter(file -> EXTENSIONS.contains(extension(file)))
        .filter(file -> settings.takes(file.path().substring(prefix)))
        .toList();
  }

  private static String extension(TreeEntry file) {
    String name = file.name();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  // Their objects are not those of the YAML files around: reading these would deploy nonsense.
  private static void refuseOtherTools(TreeEntry entry) {
    boolean chart = entry.name().equals("Chart.yaml");
    if (chart || KUSTOMIZATIONS.contains(entry.name())) {
      throw new UnrenderableException(
          "'%s' makes the folder a %s, which no renderer here takes: register one, or give the application the settings Directory to read its YAML files as they are"
              .formatted(entry.path(), chart ? "Helm chart" : "Kustomize folder"));
    }
  }

  private List<Manifest> read(TreeEntry file, byte[] content) {
    if (SKIPPED.matcher(new String(content, StandardCharsets.UTF_8)).find()) {
      return List.of();
    }
    try {
      return reader.read(file.path(), content);
    } catch (ManifestException e) {
      throw isMeantAsManifest(file, content) ? UnrenderableException.of(e) : noManifests(file, e);
    }
  }

  /**
   * Never left out in silence: objects of a file that lost its kind would count as gone from Git,
   * and be pruned.
   */
  private static UnrenderableException noManifests(TreeEntry file, ManifestException cause) {
    return new UnrenderableException(
        cause.position().orElse(null),
        "none of the documents of '%s' is a Kubernetes object: each needs an apiVersion and a kind. If it is no file of manifests, exclude it (Directory.withExcluded) or mark it with a comment '+gitops4j:skip-file-rendering'"
            .formatted(file.path()),
        cause);
  }

  private boolean isMeantAsManifest(TreeEntry file, byte[] content) {
    try {
      return reader.readValues(file.path(), content).stream()
          .anyMatch(DirectoryRenderer::isMeantAsManifest);
    } catch (ManifestException e) {
      return true; // nobody can tell what is in it
    }
  }

  private static boolean isMeantAsManifest(Value document) {
    return document.at("apiVersion").isPresent() || document.at("kind").isPresent();
  }

  private static void checkCount(List<Manifest> manifests, TreeEntry file, RenderBudget budget) {
    if (manifests.size() > budget.manifests()) {
      throw new UnrenderableException(
          new SourcePosition(file.path(), 1, 1),
          "more than %d objects; split the application, or raise RenderBudget.manifests"
              .formatted(budget.manifests()),
          null);
    }
  }

  @Override
  public String toString() {
    return "plain YAML and JSON";
  }
}
