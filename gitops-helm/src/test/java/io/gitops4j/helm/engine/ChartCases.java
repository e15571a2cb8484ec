package io.gitops4j.helm.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Small charts in one file each, with what Helm printed for them beside it: {@code order.chart} and
 * {@code order.expected}.
 */
final class ChartCases {
  private ChartCases() {}

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/engine"))) {
      return files.filter(file -> file.toString().endsWith(".chart")).sorted().toList();
    }
  }

  static Path expected(Path chart) {
    String name = chart.getFileName().toString();
    return chart.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".expected");
  }

  /** Writes the files of a chart into a folder. */
  static Path unpack(Path chart, Path folder) throws IOException {
    Map<String, StringBuilder> files = new LinkedHashMap<>();
    StringBuilder current = new StringBuilder();
    for (String line : Files.readString(chart).split("(?<=\n)", -1)) {
      if (line.startsWith("-- ") && line.endsWith(" --\n")) {
        current = new StringBuilder();
        files.put(line.substring(3, line.length() - 4), current);
      } else {
        current.append(line);
      }
    }
    for (Map.Entry<String, StringBuilder> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return folder;
  }
}
