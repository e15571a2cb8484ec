package io.gitops4j.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.contract.GoldenCases;
import io.gitops4j.testkit.plane.KubernetesControlPlane;
import io.gitops4j.testkit.plane.NeedsControlPlane;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** The golden cases on a real API server. */
@NeedsControlPlane
class KubernetesTargetGoldenCasesTest extends GoldenCases {
  private final Scheduler scheduler = Scheduler.threads();
  private final KubernetesControlPlane plane;
  private final KubernetesClient client;
  private final KubernetesTarget target;

  KubernetesTargetGoldenCasesTest(KubernetesControlPlane plane) {
    this.plane = plane;
    client = RealServer.client(plane);
    target = KubernetesTarget.using(client);
  }

  @AfterEach
  void close() {
    client.close();
    scheduler.close();
  }

  @Override
  protected String freshNamespace() {
    return RealServer.freshNamespace("golden");
  }

  @Override
  protected ClusterTarget target() {
    return target;
  }

  @Override
  protected Scheduler scheduler() {
    return scheduler;
  }

  @Override
  protected void edit(ResourceKey key, String manager, UnaryOperator<MapValue> change) {
    LiveResource live = target.get(key).orElseThrow();
    ApiAnswer answer =
        plane
            .api()
            .send(
                ApiCall.replace(
                    live.manifest().withContent(change.apply(live.content())), manager));
    assertThat(answer.isSuccess()).as(answer::toString).isTrue();
  }
}
