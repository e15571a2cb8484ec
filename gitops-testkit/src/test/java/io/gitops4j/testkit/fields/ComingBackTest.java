package io.gitops4j.testkit.fields;

import static io.gitops4j.testkit.fields.Shop.WEB;
import static io.gitops4j.testkit.fields.Shop.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.diff.FieldChange;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server fills in again once Git does not state it any more. */
class ComingBackTest {
  private static final ResourceKey POLICY =
      new ResourceKey("networking.k8s.io", "NetworkPolicy", "shop", "closed");

  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void aStatedDefaultThatLeavesGitIsNoDifference() {
    shop.push(web("web:1", "replicas: 1"));
    shop.sync();

    shop.push(web("web:1", ""));

    shop.isSynced();
    assertThat(shop.diff(WEB).verdict()).isEqualTo(Verdict.OWNERSHIP_ONLY);
    shop.sync();
    assertThat(shop.diff(WEB).verdict()).isEqualTo(Verdict.SYNCED);
  }

  @Test
  void aValueThatLeavesGitBecomesTheDefault() {
    shop.push(web("web:1", "replicas: 3"));
    shop.sync();

    shop.push(web("web:2", ""));

    shop.differsOnlyIn(WEB, ".spec.replicas", ".spec.template.spec.containers[name=\"web\"].image");
    FieldChange replicas = shop.changes(WEB).get(0);
    assertThat(replicas.live()).isEqualTo(Optional.of(Scalar.of(3)));
    assertThat(replicas.desired()).isEqualTo(Optional.of(Scalar.of(1)));
    assertThat(shop.app().diff()).contains("-  replicas: 3\n+  replicas: 1\n");
    shop.sync();
    assertThat(shop.live(WEB, "spec", "replicas")).isEqualTo(Scalar.of(1));
    shop.isSynced();
  }

  @Test
  void whatIsStatedEmptyAndFilledInIsNoDifferenceEvenIfNothingIsRemembered() {
    shop.push(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: closed}
        spec: {podSelector: {}, policyTypes: []}
        """);
    shop.sync();

    shop.write(POLICY, "kubectl-edit", "elsewhere", "metadata", "annotations", "seen");
    shop.app().hardRefresh();

    shop.isSynced();
  }
}
