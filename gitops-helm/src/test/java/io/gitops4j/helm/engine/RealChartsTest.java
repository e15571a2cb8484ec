package io.gitops4j.helm.engine;

import io.gitops4j.helm.engine.HelmProgram.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/**
 * Renders every chart of a repository with its own values and with each file in its folder {@code
 * ci}, by Helm and by us, and prints how they compare:
 *
 * <pre>{@code
 * mvn -pl gitops-helm -am test -Dtest=RealChartsTest -Dsurefire.failIfNoSpecifiedTests=false \
 *   -Dgitops4j.helm=<program> -Dcharts=<folder of a repository> [-Dcharts.work=<folder>]
 * }</pre>
 *
 * <p>Dependencies are taken from the repositories beside that one. What Helm prints is kept in the
 * folder for work. Lines that differ between two runs of Helm are random, and not compared.
 */
@EnabledIfSystemProperty(named = "charts", matches = ".+")
class RealChartsTest {
  @TempDir Path temporary;

  /** How a rendering compares; the first word sorts. */
  private record Result(Kind kind, String what, String cause, String detail) {}

  private enum Kind {
    IDENTICAL,
    EQUAL,
    DIFFERENT,
    WE_FAIL,
    WE_DO_NOT_FAIL,
    SAME_ERROR,
    OTHER_ERROR
  }

  @Test
  void comparesWithHelm() throws IOException {
    Path repository = Path.of(System.getProperty("charts"));
    Path work = Path.of(System.getProperty("charts.work", temporary.toString()));
    RepositoryCharts charts = new RepositoryCharts(repository, work.resolve("charts"));
    HelmProgram helm =
        new HelmProgram(
            Path.of(System.getProperty("gitops4j.helm")),
            work.resolve("helm").resolve(repository.getFileName().toString()));
    String only = System.getProperty("charts.only", ".*");
    List<Result> results = new ArrayList<>();
    for (Map.Entry<String, Path> chart : RepositoryCharts.chartsIn(repository).entrySet()) {
      if (chart.getKey().matches(only)) {
        Path copy = charts.prepared(chart.getValue());
        results.add(compare(copy, List.of(), helm));
        for (Path values : valuesOf(copy, work)) {
          results.add(compare(copy, List.of(values), helm));
        }
      }
    }
    report(results);
  }

  /** The files in {@code ci}; with {@code -Dcharts.flip} also what the chart has off, turned on. */
  private static List<Path> valuesOf(Path chart, Path work) throws IOException {
    List<Path> all = new ArrayList<>(ciValues(chart));
    Path values = chart.resolve("values.yaml");
    if (System.getProperty("charts.flip") != null && Files.exists(values)) {
      Path flipped = work.resolve("flipped").resolve(chart.getFileName() + "-flipped.yaml");
      Files.createDirectories(flipped.getParent());
      Object turnedOn = turnedOn(RepositoryCharts.load(Files.readString(values)));
      Files.writeString(flipped, new Dump(DumpSettings.builder().build()).dumpToString(turnedOn));
      all.add(flipped);
    }
    return all;
  }

  private static Object turnedOn(Object values) {
    if (values instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put(key, turnedOn(value)));
      return copy;
    } else if (values instanceof List<?> list) {
      return list.stream().map(RealChartsTest::turnedOn).toList();
    }
    return values instanceof Boolean ? (Object) true : values;
  }

  private static List<Path> ciValues(Path chart) throws IOException {
    Path ci = chart.resolve("ci");
    if (!Files.isDirectory(ci)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(ci)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static Result compare(Path chart, List<Path> values, HelmProgram helm)
      throws IOException {
    String what = chart.getFileName() + (values.isEmpty() ? "" : " " + values.get(0).getFileName());
    Answer theirs = helm.render(chart, values, 1);
    Answer ours = OurEngine.render(chart, values);
    if (System.getProperty("charts.show") != null) {
      Files.writeString(Path.of(System.getProperty("charts.show"), "ours.yaml"), ours.text());
      Files.writeString(Path.of(System.getProperty("charts.show"), "theirs.yaml"), theirs.text());
    }
    if (!theirs.succeeded()) {
      return failed(what, theirs, ours);
    } else if (!ours.succeeded()) {
      return new Result(Kind.WE_FAIL, what, cause(ours.text()), ours.text());
    }
    String again =
        ours.text().equals(theirs.text()) ? theirs.text() : helm.render(chart, values, 2).text();
    return different(what, new Texts(ours.text(), theirs.text(), again));
  }

  private static Result failed(String what, Answer theirs, Answer ours) {
    String error =
        theirs.text().lines().filter(l -> !l.startsWith("level=")).findFirst().orElse("");
    String mine = "Error: " + ours.text().lines().findFirst().orElse("");
    if (ours.succeeded()) {
      return new Result(Kind.WE_DO_NOT_FAIL, what, cause(error), error);
    }
    boolean same = mine.equals(error);
    return new Result(
        same ? Kind.SAME_ERROR : Kind.OTHER_ERROR,
        what,
        "",
        same ? "" : mine + "\n    helm: " + error);
  }

  /** What we wrote, what Helm wrote, and what it wrote the second time. */
  private record Texts(String ours, String theirs, String again) {}

  private static Result different(String what, Texts texts) {
    String[] mine = texts.ours().split("\n", -1);
    String[] helms = texts.theirs().split("\n", -1);
    String[] again = texts.again().split("\n", -1);
    boolean masked = again.length == helms.length;
    for (int i = 0; i < Math.max(mine.length, helms.length); i++) {
      String left = i < mine.length ? mine[i] : "<end>";
      String right = i < helms.length ? helms[i] : "<end>";
      boolean random = masked && i < helms.length && !again[i].equals(right);
      if (!left.equals(right) && !(random && isAlike(left, right))) {
        Kind kind = sameObjects(texts) ? Kind.EQUAL : Kind.DIFFERENT;
        String source = source(helms, i);
        return new Result(kind, what, "", source + "\n    ours: " + left + "\n    helm: " + right);
      }
    }
    return new Result(Kind.IDENTICAL, what, "", "");
  }

  /** Whether two random lines have the same key and about the same length. */
  private static boolean isAlike(String left, String right) {
    int colon = right.indexOf(':') + 1;
    int longest = Math.max(left.length(), right.length());
    return left.startsWith(right.substring(0, colon))
        && Math.abs(left.length() - right.length()) <= longest / 20;
  }

  private static String source(String[] lines, int at) {
    for (int i = Math.min(at, lines.length - 1); i >= 0; i--) {
      if (lines[i].startsWith("# Source: ")) {
        return lines[i].substring(2) + " line " + (at - i);
      }
    }
    return "";
  }

  private static boolean sameObjects(Texts texts) {
    try {
      return objects(texts.ours()).equals(objects(texts.theirs()));
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static List<Object> objects(String text) {
    return Arrays.stream(text.split("(?m)^---\n# Source: .*$"))
        .filter(document -> !document.isBlank())
        .map(RepositoryCharts::load)
        .toList();
  }

  private static String cause(String error) {
    String last = error.substring(error.lastIndexOf(": ") + 1).strip();
    return last.replaceAll("\\d+", "N").lines().reduce((a, b) -> b).orElse("");
  }

  private static void report(List<Result> results) {
    Map<Kind, List<Result>> byKind = new TreeMap<>();
    results.forEach(r -> byKind.computeIfAbsent(r.kind(), k -> new ArrayList<>()).add(r));
    StringBuilder text = new StringBuilder("\n");
    Map<String, Integer> causes = new TreeMap<>();
    byKind.forEach(
        (kind, list) -> {
          if (kind != Kind.IDENTICAL && kind != Kind.SAME_ERROR) {
            list.forEach(r -> text.append("%s %s: %s\n".formatted(kind, r.what(), r.detail())));
            list.forEach(r -> causes.merge(kind + " " + r.cause(), 1, Integer::sum));
          }
        });
    text.append("\ncauses:\n");
    causes.entrySet().stream()
        .sorted((a, b) -> b.getValue() - a.getValue())
        .forEach(c -> text.append("%4d %s\n".formatted(c.getValue(), c.getKey())));
    counts(results, text);
    System.out.println(text);
  }

  private static void counts(List<Result> results, StringBuilder text) {
    for (boolean defaults : new boolean[] {true, false}) {
      List<Result> some = results.stream().filter(r -> r.what().contains(" ") != defaults).toList();
      long rendered = some.stream().filter(r -> r.kind().compareTo(Kind.WE_FAIL) <= 0).count();
      text.append(defaults ? "\ndefault values: " : "ci values: ");
      text.append("%d tried, helm rendered %d".formatted(some.size(), rendered));
      for (Kind kind : Kind.values()) {
        text.append(", %s %d".formatted(kind, some.stream().filter(r -> r.kind() == kind).count()));
      }
      text.append('\n');
    }
  }
}
