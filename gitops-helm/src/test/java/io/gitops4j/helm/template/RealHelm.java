package io.gitops4j.helm.template;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The real program, asked what it makes of a template: {@code -Dgitops4j.helm=<program>}. */
final class RealHelm {
  private final Path program;
  private final Path chart;

  private RealHelm(Path program, Path chart) {
    this.program = program;
    this.chart = chart;
  }

  /** Whether there is one. */
  static boolean isThere() {
    return System.getProperty("gitops4j.helm") != null;
  }

  static RealHelm withValues(Path folder, String values) throws IOException {
    Path chart = folder.resolve("chart");
    Files.createDirectories(chart.resolve("templates"));
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: c\nversion: 0.1.0\n");
    Files.writeString(chart.resolve("values.yaml"), values);
    Files.writeString(
        chart.resolve("templates/case.yaml"), "out: {{ tpl .Values.case . | toJson }}\n");
    return new RealHelm(Path.of(System.getProperty("gitops4j.helm")), chart);
  }

  TemplateCases.Case answer(String template) throws IOException, InterruptedException {
    Path values = chart.resolveSibling("case.json");
    Files.writeString(values, "{\"case\": " + json(template) + "}");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                program.toString(), "template", "rel", chart.toString(), "-f", values.toString()));
    builder.environment().clear();
    builder.environment().putAll(Map.of("HOME", chart.resolve("home").toString(), "TZ", "UTC"));
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0
        ? new TemplateCases.Case(template, output(text), false)
        : new TemplateCases.Case(template, error(text, template), true);
  }

  private static String output(String text) {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(text);
    return document instanceof Map<?, ?> map ? String.valueOf(map.get("out")) : text;
  }

  private static String error(String text, String template) {
    String[] ends = {
      "error during tpl function execution for " + Quoting.quote(template) + ": ",
      "cannot parse template " + Quoting.quote(template) + ": "
    };
    String message = text.replaceFirst("\\s*Use --debug flag [^\n]*\\s*$", "").stripTrailing();
    for (String end : ends) {
      int at = message.indexOf(end);
      if (at >= 0) {
        return message.substring(at + end.length());
      }
    }
    return message;
  }

  private static String json(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c != 0x7f && c != '"' && c != '\\';
      json.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return json.append('"').toString();
  }
}
