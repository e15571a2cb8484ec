package io.gitops4j.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HooksTest {
  private static Manifest annotated(String annotation) {
    String yaml =
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations: {%s}\n"
            .formatted(annotation);
    return ManifestReader.create().read("a.yaml", yaml).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          argocd.argoproj.io/hook: PreSync            | argocd.argoproj.io/hook: PreSync
          gitops4j.io/hook: PostSync                  | gitops4j.io/hook: PostSync
          helm.sh/hook: 'pre-install,pre-upgrade'     | helm.sh/hook: pre-install,pre-upgrade
          helm.sh/hook: test                          | helm.sh/hook: test
          helm.sh/hook: crd-install                   |
          argocd.argoproj.io/sync-wave: '1'           |
          helm.sh/hook-weight: '1'                    |
          """)
  void tellsHooksFromPlainObjects(String annotation, String expected) {
    Hooks split = Hooks.split(List.of(annotated(annotation)));

    assertThat(split.hooks().stream().map(Hooks.Hook::annotation).toList())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
    assertThat(split.plain()).hasSize(expected == null ? 1 : 0);
  }

  @Test
  void keepsTheOrder() {
    Manifest one = annotated("a: b");
    Manifest two = annotated("c: d");

    assertThat(Hooks.split(List.of(one, annotated("gitops4j.io/hook: Sync"), two)).plain())
        .containsExactly(one, two);
  }
}
