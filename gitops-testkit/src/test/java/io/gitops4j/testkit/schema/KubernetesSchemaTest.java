package io.gitops4j.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.ServerProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Whether the schemas that ship with the core are what a server says. {@link ServerSchemaTest} asks
 * a server of its own; this one takes a document, and also writes them:
 *
 * <pre>{@code
 * kubectl get --raw /openapi/v2 > /tmp/openapi.json
 * mvn -pl gitops-testkit -am test -Dquick -Dtest=KubernetesSchemaTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dgitops4j.openapi=/tmp/openapi.json -Dgitops4j.update.kubernetes-schema=true
 * }</pre>
 */
class KubernetesSchemaTest {
  @Test
  @EnabledIfSystemProperty(named = "gitops4j.openapi", matches = ".+")
  void theSchemasAreThoseOfTheServer() throws IOException {
    String document = Files.readString(Path.of(System.getProperty("gitops4j.openapi")));
    String text = KubernetesSchemaText.of((MapValue) Json.read("/openapi/v2", document));

    if (Boolean.getBoolean("gitops4j.update.kubernetes-schema")) {
      Path resources = Path.of("..", "gitops-core", "src", "main", "resources");
      Files.writeString(
          resources.resolve("io/gitops4j/core/merge").resolve(ShippedSchemas.NAME_OF_120), text);
    } else {
      assertThat(text).isEqualTo(ShippedSchemas.of120());
    }
  }

  @Test
  void theSchemasNameTheServerTheyAreFrom() {
    assertThat(ShippedSchemas.of120())
        .contains("of Kubernetes 1.20.2, generated")
        .hasSizeLessThan(120 * 1024);
    assertThat(
            BuiltInSchemas.closed(
                GroupVersionKind.of("apps/v1", "Deployment"), ServerProfile.KUBERNETES_1_20))
        .isPresent();
  }

  @Test
  void aComparisonFindsWhatAServerHasOtherwise() {
    OwnershipText old = OwnershipText.of(ShippedSchemas.of120());

    assertThat(ShippedSchemas.current().differencesFrom(ShippedSchemas.current())).isEmpty();
    assertThat(ShippedSchemas.current().differencesFrom(old))
        .contains(
            "apps/v1 DaemonSet .spec.template.spec.nodeSelector: we say 'map atomic'"
                + " (map atomic), the server says 'map' (map)")
        .noneMatch(difference -> difference.contains("template.spec.containers:"));
  }
}
