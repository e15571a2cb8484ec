package io.gitops4j.helm.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The charts of a folder with repositories beside each other, copied to where their dependencies
 * can be put into them: those that lie in one of the repositories.
 */
final class RepositoryCharts {
  /** Charts by name, by the name of their repository. */
  private final Map<String, Map<String, Path>> known = new TreeMap<>();

  private final String own;
  private final Path work;

  /** Knows the charts of all repositories beside this one. */
  RepositoryCharts(Path repository, Path work) throws IOException {
    this.work = work;
    this.own = repository.getFileName().toString();
    try (Stream<Path> repositories = Files.list(repository.toAbsolutePath().getParent())) {
      for (Path other : repositories.filter(Files::isDirectory).sorted().toList()) {
        known.put(other.getFileName().toString(), chartsIn(other));
      }
    }
  }

  /** The charts of a repository by name. */
  static Map<String, Path> chartsIn(Path repository) throws IOException {
    Map<String, Path> charts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(repository, 3)) {
      files
          .filter(file -> file.endsWith("Chart.yaml"))
          .map(Path::getParent)
          .forEach(folder -> charts.put(folder.getFileName().toString(), folder));
    }
    return charts;
  }

  /** A copy of a chart with its dependencies, as far as they are known. */
  Path prepared(Path chart) throws IOException {
    Path copy = work.resolve(chart.getFileName().toString());
    if (!Files.exists(copy.resolve(".ready"))) {
      copy(chart, copy);
      addDependencies(copy, 0);
      Files.writeString(copy.resolve(".ready"), "");
    }
    return copy;
  }

  private void addDependencies(Path chart, int depth) throws IOException {
    for (Map.Entry<String, String> dependency : dependencies(chart).entrySet()) {
      Path found = find(dependency.getKey(), dependency.getValue());
      Path place = chart.resolve("charts").resolve(dependency.getKey());
      if (found != null && depth < 5 && !Files.exists(place)) {
        copy(found, place);
        addDependencies(place, depth + 1);
      }
    }
  }

  /**
   * The chart of a name, in the repository that the address means, else in this one, else in any.
   */
  private @Nullable Path find(String name, String address) {
    List<String> order = new ArrayList<>(known.keySet());
    order.sort(
        Comparator.comparing((String repository) -> !address.contains(repository))
            .thenComparing(repository -> !repository.equals(own)));
    return order.stream()
        .map(r -> known.getOrDefault(r, Map.of()).get(name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The addresses of repositories by the names of charts. */
  private static Map<String, String> dependencies(Path chart) throws IOException {
    Map<String, String> addresses = new TreeMap<>();
    for (String file : List.of("Chart.yaml", "requirements.yaml")) {
      Path path = chart.resolve(file);
      Object yaml = Files.exists(path) ? load(Files.readString(path)) : null;
      Object listed = yaml instanceof Map<?, ?> map ? map.get("dependencies") : null;
      for (Object each : listed instanceof List<?> list ? list : List.of()) {
        Map<?, ?> dependency = (Map<?, ?>) each;
        addresses.put(
            String.valueOf(dependency.get("name")), String.valueOf(dependency.get("repository")));
      }
    }
    return addresses;
  }

  static Object load(String yaml) {
    return new Load(LoadSettings.builder().setAllowDuplicateKeys(true).build())
        .loadFromString(yaml);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Path target = to.resolve(from.relativize(file).toString());
              if (Files.isDirectory(file)) {
                Files.createDirectories(target);
              } else {
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
