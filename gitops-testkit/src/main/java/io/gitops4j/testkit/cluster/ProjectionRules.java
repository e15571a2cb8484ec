package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The API server's checks of a volume that has files from several places. */
final class ProjectionRules {
  private static final List<String> SOURCES =
      List.of("secret", "configMap", "downwardAPI", "serviceAccountToken");
  private static final long SHORTEST_TOKEN = 600;

  private final Problems problems;
  private final VolumeRules volumes;
  private final String path;
  private final Set<String> files = new HashSet<>();

  ProjectionRules(Problems problems, VolumeRules volumes, String path) {
    this.problems = problems;
    this.volumes = volumes;
    this.path = path;
  }

  void check(List<Value> sources) {
    for (int i = 0; i < sources.size(); i++) {
      String at = "%s.sources[%d]".formatted(path, i);
      int count = 0;
      for (String source : SOURCES) {
        if (sources.get(i).at(source).isPresent()) {
          count++;
          checkSource(at + "." + source, source, sources.get(i).mapAt(source));
        }
      }
      if (count > 1) {
        problems.forbidden(at, "may not specify more than 1 volume type");
      }
    }
  }

  private void checkSource(String at, String source, MapValue it) {
    switch (source) {
      case "downwardAPI" -> {
        for (Value file : it.itemsAt("items")) {
          volumes.checkDownwardFile(at, file.mapAt());
          checkPath(file);
        }
      }
      case "serviceAccountToken" -> checkToken(at, it);
      default -> checkKeys(at, it);
    }
  }

  private void checkKeys(String at, MapValue it) {
    if (it.textAt("name").orElse("").isEmpty()) {
      problems.required(at + ".name");
    }
    List<Value> items = it.itemsAt("items");
    for (int i = 0; i < items.size(); i++) {
      volumes.checkFile("%s.items[%d]".formatted(at, i), items.get(i).mapAt());
      checkPath(items.get(i));
    }
  }

  /** Two files can't have one path. */
  private void checkPath(Value file) {
    String place = file.textAt("path").orElse("");
    if (!place.isEmpty() && !files.add(place)) {
      problems.invalid(path, Scalar.of(place), "conflicting duplicate paths");
    }
  }

  private void checkToken(String at, MapValue token) {
    long seconds = token.integerAt("expirationSeconds").orElse(SHORTEST_TOKEN);
    if (seconds < SHORTEST_TOKEN) {
      problems.invalid(
          at + ".expirationSeconds",
          Scalar.of(seconds),
          "may not specify a duration less than 10 minutes");
    } else if (seconds > 1L << 32) {
      problems.invalid(
          at + ".expirationSeconds",
          Scalar.of(seconds),
          "may not specify a duration larger than 2^32 seconds");
    }
    if (token.textAt("path").orElse("").isEmpty()) {
      // The server looks for it in the wrong place.
      problems.required(path + ".path");
    }
  }
}
