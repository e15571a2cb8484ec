package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.testkit.plane.ControlPlaneOptions;
import io.gitops4j.testkit.plane.KubernetesControlPlane;
import io.gitops4j.testkit.plane.NeedsControlPlane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Garbage and namespaces end in memory as kube-controller-manager ends them. */
@NeedsControlPlane
class ControllersTest {
  private static final GroupVersionKind CONFIG_MAP = GroupVersionKind.of("v1", "ConfigMap");
  private static KubernetesControlPlane plane;

  private Twins twins;

  @BeforeAll
  static void start() {
    plane =
        KubernetesControlPlane.start(ControlPlaneOptions.fromEnvironment().withControllerManager());
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @BeforeEach
  void begin() {
    twins = new Twins(plane);
  }

  @AfterEach
  void end() {
    twins.close();
  }

  private void settings(String name, String metadata) {
    twins.create(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s%s}}".formatted(name, metadata));
  }

  private static String owner(String name, String more) {
    return "{apiVersion: v1, kind: ConfigMap, name: %s, uid: uid-of-%s%s}"
        .formatted(name, name, more);
  }

  private void owned(String name, String... owners) {
    settings(name, ", ownerReferences: [%s]".formatted(String.join(", ", owners)));
  }

  @Test
  void dependentsFollowAnOwnerDeletedInTheBackground() {
    settings("owner", "");
    owned("child", owner("owner", ""));
    owned("grandchild", owner("child", ""));
    settings("stranger", "");

    twins.delete("ConfigMap", "owner", "Background");

    twins.meet(CONFIG_MAP);
  }

  @Test
  void anOwnerDeletedInTheForegroundWaitsForTheDependentsThatBlockIt() {
    settings("owner", "");
    owned("child", owner("owner", ", blockOwnerDeletion: true"));
    settings(
        "held",
        ", finalizers: [example.org/hold], ownerReferences: [%s]"
            .formatted(owner("owner", ", blockOwnerDeletion: true")));

    twins.delete("ConfigMap", "owner", "Foreground");
    twins.meet(CONFIG_MAP);

    twins.patch("held", "{metadata: {finalizers: null}}");
    twins.meet(CONFIG_MAP);
  }

  @Test
  void whatDoesNotBlockAnOwnerGoesWhileItWaits() {
    settings("owner", "");
    owned("child", owner("owner", ""));
    settings(
        "held",
        ", finalizers: [example.org/hold], ownerReferences: [%s]"
            .formatted(owner("owner", ", blockOwnerDeletion: true")));

    twins.delete("ConfigMap", "owner", "Foreground");

    twins.meet(CONFIG_MAP);
  }

  @Test
  void anOwnerDeletedInTheForegroundDoesNotWaitForDependentsThatDoNotBlockIt() {
    settings("owner", "");
    settings(
        "held",
        ", finalizers: [example.org/hold], ownerReferences: [%s]".formatted(owner("owner", "")));

    twins.delete("ConfigMap", "owner", "Foreground");

    twins.meet(CONFIG_MAP);
  }

  @Test
  void dependentsThatDoNotBlockGoWhileAnOwnerWaitsForOthers() {
    settings("owner", "");
    String held = ", finalizers: [example.org/hold], ownerReferences: [%s]";
    settings("blocking", held.formatted(owner("owner", ", blockOwnerDeletion: true")));
    settings("other", held.formatted(owner("owner", "")));

    twins.delete("ConfigMap", "owner", "Foreground");

    twins.meet(CONFIG_MAP);
  }

  @Test
  void orphansLoseTheirReference() {
    settings("owner", "");
    settings("another", "");
    owned("child", owner("owner", ""));
    owned("shared", owner("owner", ""), owner("another", ""));

    twins.delete("ConfigMap", "owner", "Orphan");

    twins.meet(CONFIG_MAP);
  }

  @Test
  void aDependentOfTwoStaysWithTheOneThatIsLeft() {
    settings("owner", "");
    settings("another", "");
    owned("shared", owner("owner", ""), owner("another", ""));

    twins.delete("ConfigMap", "owner", "Background");

    twins.meet(CONFIG_MAP);
  }

  @Test
  void aDependentOfOneThatWaitsInTheForegroundStaysWithTheOther() {
    settings("owner", "");
    settings("another", "");
    owned("shared", owner("owner", ", blockOwnerDeletion: true"), owner("another", ""));

    twins.delete("ConfigMap", "owner", "Foreground");

    twins.meet(CONFIG_MAP);
  }

  @Test
  void anObjectWhoseOwnerNeverExistedGoes() {
    settings(
        "lost", ", ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: gone, uid: 0-0-0}]");

    twins.meet(CONFIG_MAP);
  }

  @Test
  void aSuccessorOfTheSameNameIsNoOwner() {
    settings("owner", "");
    owned("child", owner("owner", ""));
    twins.delete("ConfigMap", "owner", "Background");
    settings("owner", "");

    twins.meet(CONFIG_MAP);
  }

  @Test
  void aNamespaceEndsWithAllThatIsInIt() {
    settings("plain", "");
    owned("child", owner("plain", ""));

    twins.delete("Namespace", twins.namespace(), "Background");

    twins.meet(CONFIG_MAP);
  }

  @Test
  void aNamespaceTellsWhatHoldsIt() {
    settings("plain", "");
    settings("held", ", finalizers: [example.org/hold]");
    settings("held-too", ", finalizers: [example.org/hold, example.org/other]");

    twins.delete("Namespace", twins.namespace(), "Background");
    twins.meet(CONFIG_MAP);

    twins.patch("held", "{metadata: {finalizers: null}}");
    twins.patch("held-too", "{metadata: {finalizers: [example.org/other]}}");
    twins.meet(CONFIG_MAP);

    twins.patch("held-too", "{metadata: {finalizers: []}}");
    twins.meet(CONFIG_MAP);
  }
}
