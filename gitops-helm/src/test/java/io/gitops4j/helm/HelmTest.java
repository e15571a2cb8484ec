package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelmTest {

  static List<UnaryOperator<Helm>> changes() {
    return List.of(
        helm -> helm.withValueFile("values-idc.yaml"),
        helm -> helm.withValues("a: 1"),
        helm -> helm.withParameter("a", "1"),
        helm -> helm.withStringParameter("a", "1"),
        helm -> helm.withReleaseName("shop"),
        helm -> helm.withNamespace("shop"),
        helm -> helm.withKubeVersion("v1.30"),
        helm -> helm.withMissingValueFilesIgnored(),
        helm -> helm.withoutCrds(),
        helm -> helm.withoutTests());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void isEqualByEachOfItsValues(UnaryOperator<Helm> change) {
    Helm settings = Helm.values("values.yaml");

    assertThat(change.apply(settings))
        .isEqualTo(change.apply(Helm.values("values.yaml")))
        .hasSameHashCodeAs(change.apply(Helm.values("values.yaml")))
        .isNotEqualTo(settings);
  }

  @Test
  void doesNotPrintValuesThatMayBeSecret() {
    Helm settings =
        Helm.values("values.yaml").withValues("password: s3cret").withParameter("key", "s3cret");

    assertThat(settings.toString()).contains("values.yaml", "key").doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a..b", "[0]", "a[", "a[x]", "a[-1]", "a[99999]", "a."})
  void refusesWhatIsNoPath(String name) {
    assertThatThrownBy(() -> Helm.defaults().withParameter(name, "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "1", "1.x", "v1.30 or later", "1.30,1.31"})
  void refusesWhatIsNoKubernetesVersion(String version) {
    assertThatThrownBy(() -> Helm.defaults().withKubeVersion(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + version + "'");
  }

  @Test
  void refusesAReleaseWithoutName() {
    assertThatThrownBy(() -> Helm.defaults().withReleaseName(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("release name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.30", "v1.30.2", "v1.30.2+k3s1", "v1.30.5-gke.100"})
  void takesAKubernetesVersionAsServersTellIt(String version) {
    assertThat(Helm.defaults().withKubeVersion(version).settings().release().kubeVersion())
        .contains(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a", "text", "a: 1\n---\nb: 2", "a: ["})
  void refusesInlineValuesThatAreNoMap(String yaml) {
    assertThatThrownBy(() -> Helm.defaults().withValues(yaml))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void emptyInlineValuesAreNone() {
    assertThat(Helm.defaults().withValues("# none\n")).isEqualTo(Helm.defaults());
  }
}
