package io.gitops4j.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.ServerProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Whether the schemas that ship with the core are what a server says. Also writes them:
 *
 * <pre>{@code
 * kubectl get --raw /openapi/v2 > /tmp/openapi.json
 * mvn -pl gitops-testkit -am test -Dquick -Dtest=KubernetesSchemaTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dgitops4j.openapi=/tmp/openapi.json -Dgitops4j.update.kubernetes-schema=true
 * }</pre>
 */
class KubernetesSchemaTest {
  private static final String NAME = "kubernetes-1.20.schema";

  @Test
  @EnabledIfSystemProperty(named = "gitops4j.openapi", matches = ".+")
  void theSchemasAreThoseOfTheServer() throws IOException {
    String document = Files.readString(Path.of(System.getProperty("gitops4j.openapi")));
    String text = KubernetesSchemaText.of((MapValue) Json.read("/openapi/v2", document));

    if (Boolean.getBoolean("gitops4j.update.kubernetes-schema")) {
      Path resources = Path.of("..", "gitops-core", "src", "main", "resources");
      Files.writeString(resources.resolve("io/gitops4j/core/merge").resolve(NAME), text);
    } else {
      assertThat(text).isEqualTo(shipped());
    }
  }

  @Test
  void theSchemasNameTheServerTheyAreFrom() throws IOException {
    assertThat(shipped()).contains("of Kubernetes 1.20.2, generated").hasSizeLessThan(120 * 1024);
    assertThat(
            BuiltInSchemas.closed(
                GroupVersionKind.of("apps/v1", "Deployment"), ServerProfile.KUBERNETES_1_20))
        .isPresent();
  }

  private static String shipped() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(BuiltInSchemas.class.getResourceAsStream(NAME), NAME)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
