package io.gitops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyOutcome.Applied;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of the contract of clusters share. */
abstract class ClusterTargetFixture {
  static final String US = "contract-engine";
  static final String THEM = "contract-other-engine";
  static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");

  ClusterTarget target;
  String space;
  String otherSpace;
  private int spaces;

  /** A target on a cluster that has none of the {@link #freshNamespace} namespaces. */
  protected abstract ClusterTarget emptyTarget();

  /**
   * The name of a namespace to work in, another one at each call: {@code contract-1}, {@code
   * contract-2}. Override it for a cluster that outlives a test.
   */
  protected String freshNamespace() {
    spaces++;
    return "contract-" + spaces;
  }

  /**
   * Lets the target deliver what its watches saw, until the condition holds or the implementation
   * finds that it waited long enough.
   */
  protected abstract void waitUntil(BooleanSupplier condition);

  @BeforeEach
  void prepare() {
    target = emptyTarget();
    space = freshNamespace();
    otherSpace = freshNamespace();
    applied(Samples.namespace(space));
    applied(Samples.namespace(otherSpace));
  }

  final Applied applied(Manifest manifest) {
    return assertApplied(target.apply(ApplyRequest.forced(manifest, US)));
  }

  static Applied assertApplied(ApplyOutcome outcome) {
    assertThat(outcome).isInstanceOf(Applied.class);
    return (Applied) outcome;
  }

  final ResourceKey key() {
    return new ResourceKey("", "ConfigMap", space, "settings");
  }

  final Manifest settings(String... data) {
    return Samples.settings(space, "settings", data);
  }

  final Optional<Value> liveData(String key) {
    return target.get(key()).flatMap(live -> live.content().at("data", key));
  }
}
