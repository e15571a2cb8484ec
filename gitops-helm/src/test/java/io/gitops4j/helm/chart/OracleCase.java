package io.gitops4j.helm.chart;

import io.gitops4j.testkit.InMemoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Files, commands on them, and what the program {@code helm} printed: read from and written to the
 * files in {@code src/test/resources/oracle}. A case starts with {@code == its name}, a file with
 * {@code -- its path --}, an answer with {@code $ its command}.
 *
 * @param files by path; every chart without templates gets one that shows its values
 * @param packed folders of charts that lie as archives in the folder above them
 * @param answers by command
 */
record OracleCase(
    String name, Map<String, String> files, List<String> packed, Map<String, String> answers) {
  static final Path FOLDER = Path.of("src/test/resources/oracle");

  private static final String SHOW_VALUES = "{{ toJson .Values }}\n";
  private static final String COMMAND = "helm template rel ./c --include-crds";
  private static final Pattern FILE = Pattern.compile("-- (.+) --");
  private static final Pattern RUN = Pattern.compile("\\$ (" + COMMAND + ".*)");
  private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

  static List<OracleCase> read(String file) {
    try {
      List<OracleCase> cases = new ArrayList<>();
      for (String text : Files.readString(FOLDER.resolve(file)).split("(?m)^== ", -1)) {
        if (!text.isBlank()) {
          cases.add(parse(text));
        }
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OracleCase parse(String text) {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> packed = new ArrayList<>();
    Map<String, String> answers = new LinkedHashMap<>();
    Map<String, String> target = files;
    String key = "";
    int afterName = text.indexOf('\n');
    for (String line : text.substring(afterName + 1).split("(?<=\n)", -1)) {
      Matcher file = FILE.matcher(line.strip());
      Matcher run = RUN.matcher(line.strip());
      if (run.matches()) {
        target = answers;
        key = run.group(1);
        answers.put(key, "");
      } else if (file.matches() && file.group(1).startsWith("packed ")) {
        packed.add(file.group(1).substring("packed ".length()));
      } else if (file.matches()) {
        target = files;
        key = file.group(1);
        files.put(key, "");
      } else {
        target.merge(key, line, String::concat);
      }
    }
    return new OracleCase(text.substring(0, afterName).strip(), files, packed, answers);
  }

  /** The case as it stands in its file, with other answers. */
  String text(Map<String, String> others) {
    StringBuilder text = new StringBuilder("== ").append(name).append('\n');
    files.forEach(
        (path, content) -> text.append("-- ").append(path).append(" --\n").append(content));
    packed.forEach(folder -> text.append("-- packed ").append(folder).append(" --\n"));
    others.forEach((run, answer) -> text.append("$ ").append(run).append('\n').append(answer));
    return text.toString();
  }

  /** The options of a command. */
  static List<String> options(String command) {
    Matcher next = ARGUMENT.matcher(command.substring(COMMAND.length()));
    return next.results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .collect(Collectors.toList());
  }

  /** All files, as the program and we get them. */
  Map<String, byte[]> layout() {
    Map<String, byte[]> layout = new LinkedHashMap<>();
    files.forEach((path, content) -> layout.put(path, utf8(content)));
    files.keySet().stream()
        .filter(path -> path.endsWith("/Chart.yaml"))
        .map(path -> path.replace("Chart.yaml", "templates/"))
        .forEach(templates -> layout.put(templates + "show.yaml", utf8(SHOW_VALUES)));
    packed.forEach(folder -> pack(folder, layout));
    return layout;
  }

  private static void pack(String folder, Map<String, byte[]> layout) {
    String prefix = folder + "/";
    Map<String, byte[]> inside = new LinkedHashMap<>();
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    layout.forEach(
        (path, content) -> {
          if (path.startsWith(prefix)) {
            inside.put(name + "/" + path.substring(prefix.length()), content);
          }
        });
    layout.keySet().removeIf(path -> path.startsWith(prefix));
    layout.put(folder + "-1.0.0.tgz", Packed.tgz(inside));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  InMemoryTree tree() {
    InMemoryTree tree = InMemoryTree.empty();
    for (Map.Entry<String, byte[]> file : layout().entrySet()) {
      tree = tree.with(file.getKey(), file.getValue());
    }
    return tree;
  }

  @Override
  public String toString() {
    return name;
  }
}
