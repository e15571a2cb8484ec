package io.gitops4j.helm.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderInput;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.engine.ChartEngine;
import io.gitops4j.helm.engine.ChartFailure;
import io.gitops4j.helm.engine.ReleaseFacts;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.Meter;
import io.gitops4j.helm.template.Surroundings;
import io.gitops4j.testkit.InMemoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values, dependencies and metadata as the program {@code helm} sees them. Its answers are checked
 * in; with {@code HELM} naming a program of version 4.1.4 they are compared with what it says now,
 * and with {@code -Dgitops4j.record.oracle=true} written anew.
 */
class OracleTest {
  private static final List<String> FILES =
      List.of("set.txt", "metadata.txt", "values.txt", "dependencies.txt", "ignore.txt");

  private static final ChartEngine ENGINE = new ChartEngine();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicContainer> saysWhatHelmSays() {
    return FILES.stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    file,
                    OracleCase.read(file).stream()
                        .flatMap(
                            one ->
                                one.answers().entrySet().stream()
                                    .map(
                                        run ->
                                            DynamicTest.dynamicTest(
                                                one.name() + " $ " + run.getKey(),
                                                () -> check(one, run.getKey(), run.getValue()))))));
  }

  @Test
  void theAnswersAreThoseOfTheProgram() throws IOException {
    OracleProgram program =
        OracleProgram.required("comparing the recorded answers with those of helm");
    for (String file : FILES) {
      StringBuilder text = new StringBuilder();
      int number = 0;
      for (OracleCase one : OracleCase.read(file)) {
        Map<String, String> answers = program.answers(one, folder.resolve(file + number++));
        text.append(one.text(answers));
        if (!Boolean.getBoolean("gitops4j.record.oracle")) {
          answers.forEach(
              (command, answer) ->
                  assertThat(linesOf(answer))
                      .as("%s $ %s", one, command)
                      .isEqualTo(linesOf(one.answers().getOrDefault(command, ""))));
        }
      }
      if (Boolean.getBoolean("gitops4j.record.oracle")) {
        Files.writeString(OracleCase.FOLDER.resolve(file), text);
      }
    }
  }

  // Helm warns, and lists violations of schemas, in any order.
  private static List<String> linesOf(String answer) {
    return answer.lines().sorted().toList();
  }

  private static void check(OracleCase one, String command, String answer) {
    String text;
    try {
      text = rendered(one, OracleCase.options(command));
    } catch (UnrenderableException | IllegalArgumentException | ChartFailure e) {
      String wanted = answer.lines().filter(l -> l.startsWith("Error: ")).findFirst().orElse("");
      assertThat("Error: " + e.getMessage())
          .startsWith(ours(one, wanted.isEmpty() ? answer : wanted));
      return;
    }
    assertThat(text).isEqualTo(answer.replaceAll("(?m)^level=.*\\n", ""));
  }

  // We repeat no values, which may be secret.
  private static String ours(OracleCase one, String wanted) {
    return one.name().endsWith("(in our own words)")
        ? ""
        : wanted.replaceFirst("(failed parsing --set-json data) .*", "$1");
  }

  @SuppressWarnings("NullAway") // compiled classes lose annotations within generic types on JDK 17
  private static String rendered(OracleCase one, List<String> options) {
    InMemoryTree tree = one.tree();
    RenderRequest request =
        new RenderRequest(
            new ApplicationName("rel"),
            tree.tree(),
            "c",
            Rendering.detected(),
            "default",
            ClusterInfo.of("v1.35.0", List.of()),
            RenderBudget.DEFAULT);
    RenderInput input = RenderInput.of(request);
    Chart chart = new ChartLoader().load(input, "c", RenderBudget.DEFAULT.inputBytes());
    chart.requireComplete();
    chart.requireInstallable(version(options));
    ReleaseChart release = ReleaseChart.of(chart, given(input, options));
    if (!options.contains("--skip-schema-validation")) {
      ValuesSchemas.check(release);
    }
    Surroundings surroundings =
        new Surroundings(
            new Meter(Meter.Limits.DEFAULT, System::nanoTime),
            Clock.systemUTC(),
            new SplittableRandom(1),
            function -> {},
            question -> new GoMap());
    ReleaseFacts facts = new ReleaseFacts("rel", "default", version(options), List.of());
    return ENGINE.render(release, facts, surroundings).text();
  }

  private static String version(List<String> options) {
    int at = options.indexOf("--kube-version");
    String version = at < 0 ? "1.35.0" : options.get(at + 1);
    return "v" + version.replaceFirst("^v", "").replaceFirst("[-+].*", "");
  }

  @SuppressWarnings("NullAway") // as above
  private static Map<String, @Nullable Object> given(RenderInput input, List<String> options) {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    each(options, "-f")
        .forEach(
            file ->
                Tables.lay(
                    ChartYaml.map(file, input.read(file), "failed to parse " + file), given));
    for (SetText.Kind kind :
        List.of(SetText.Kind.JSON, SetText.Kind.TYPED, SetText.Kind.STRING, SetText.Kind.FILE)) {
      each(options, kind.option())
          .forEach(
              text ->
                  SetText.put(
                      text,
                      kind,
                      given,
                      file -> new String(input.read(file), StandardCharsets.UTF_8)));
    }
    return given;
  }

  private static List<String> each(List<String> options, String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i + 1 < options.size(); i++) {
      if (options.get(i).equals(name)) {
        values.add(options.get(++i));
      }
    }
    return values;
  }
}
