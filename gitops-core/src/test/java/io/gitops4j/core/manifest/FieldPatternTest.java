package io.gitops4j.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.FieldLocator;
import io.gitops4j.core.merge.FieldLocator.Located;
import io.gitops4j.core.merge.Schema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which fields of an object a pattern names. */
class FieldPatternTest {
  private static final MapValue DEPLOYMENT =
      Value.of(
              Map.of(
                  "apiVersion",
                  "apps/v1",
                  "kind",
                  "Deployment",
                  "metadata",
                  Map.of("annotations", Map.of("a.example/x", "1", "a.example/y", "2", "b~", "3")),
                  "spec",
                  Map.of(
                      "replicas",
                      3,
                      "template",
                      Map.of(
                          "spec",
                          Map.of(
                              "containers",
                              List.of(
                                  Map.of("name", "web", "image", "w", "args", List.of("a", "b")),
                                  Map.of("name", "log", "image", "l")))))))
          .mapAt();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "nothing",
      textBlock =
          """
          /spec/replicas                                     | .spec.replicas
          /spec/paused                                       | nothing
          /metadata/annotations/a.example~1x                 | .metadata.annotations.a.example/x
          /metadata/annotations/a.example~1*                 | .metadata.annotations.a.example/x .metadata.annotations.a.example/y
          /metadata/annotations/b~0                          | .metadata.annotations.b~
          /spec/template/spec/containers/[name=web]/image    | .spec.template.spec.containers[name="web"].image
          /spec/template/spec/containers/1/image             | .spec.template.spec.containers[name="log"].image
          /spec/template/spec/containers/*/image             | .spec.template.spec.containers[name="web"].image .spec.template.spec.containers[name="log"].image
          /spec/template/spec/containers/[name=web]/args/1   | .spec.template.spec.containers[name="web"].args[1]
          /spec/template/spec/containers/[name=web]/args/[=b]| .spec.template.spec.containers[name="web"].args[1]
          /spec/template/spec/containers/[name=none]         | nothing
          """)
  void namesFieldsAsTheyAreOwned(String pattern, String paths) {
    Schema schema = BuiltInSchemas.of(GroupVersionKind.of("apps/v1", "Deployment")).orElseThrow();

    List<Located> found = FieldLocator.find(DEPLOYMENT, FieldPattern.parse(pattern), schema);

    assertThat(found)
        .extracting(located -> located.path().toString())
        .containsExactlyInAnyOrder(paths == null ? new String[0] : paths.split(" "));
  }
}
