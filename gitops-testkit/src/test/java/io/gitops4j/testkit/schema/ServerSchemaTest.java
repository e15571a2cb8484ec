package io.gitops4j.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ServerProfile;
import io.gitops4j.testkit.plane.KubernetesControlPlane;
import io.gitops4j.testkit.plane.NeedsControlPlane;
import org.junit.jupiter.api.Test;

/** Whether the schemas that ship with the core are what the server at hand says. */
@NeedsControlPlane
class ServerSchemaTest {

  @Test
  void theSchemasAreThoseOfTheServer(KubernetesControlPlane plane) {
    MapValue document = plane.document("/openapi/v2");
    String published = KubernetesSchemaText.of(document);

    if (plane.profile().equals(ServerProfile.KUBERNETES_1_20)) {
      assertThat(published).isEqualTo(ShippedSchemas.of120());
    } else {
      OwnershipText server = OwnershipText.of(published);
      assertThat(server.kinds()).contains("apps/v1 Deployment", "v1 Pod", "batch/v1 CronJob");
      assertThat(ShippedSchemas.current().differencesFrom(server)).isEmpty();
    }
  }
}
