package io.gitops4j.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** The golden cases on a real API server. */
@NeedsControlPlane
class KubernetesTargetGoldenCasesTest extends GoldenCases {
  private static final AtomicInteger SPACES = new AtomicInteger();

  /** Differs from run to run too, should the server outlive one. */
  private static final String RUN = Long.toString(ProcessHandle.current().pid(), 36);

  private final Scheduler scheduler = Scheduler.threads();
  private final KubernetesControlPlane plane;
  private final KubernetesClient client;
  private final KubernetesTarget target;

  KubernetesTargetGoldenCasesTest(KubernetesControlPlane plane) {
    this.plane = plane;
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.empty())
                    .withMasterUrl(plane.address().toString())
                    .withOauthToken(plane.token())
                    .withCaCertFile(plane.caCertificateFile().toString())
                    .withRequestTimeout(60_000)
                    .build())
            .build();
    target = KubernetesTarget.using(client);
  }

  @AfterEach
  void close() {
    client.close();
    scheduler.close();
  }

  /** Nobody ends namespaces here, for no controllers run: each test takes another. */
  @Override
  protected String freshNamespace() {
    return "golden-%s-%d".formatted(RUN, SPACES.incrementAndGet());
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
