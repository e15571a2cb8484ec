package io.gitops4j.core.diff;

import static io.gitops4j.core.diff.Guestbook.DEPLOYMENT;
import static io.gitops4j.core.diff.Guestbook.SERVICE;
import static io.gitops4j.core.diff.Guestbook.compare;
import static io.gitops4j.core.diff.Guestbook.edited;
import static io.gitops4j.core.diff.Guestbook.intents;
import static io.gitops4j.core.diff.Guestbook.live;
import static io.gitops4j.core.diff.Guestbook.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.LiveState;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DiffTextTest {
  private static final String GIT = text("frontend.yaml");
  private static final String LIVE = text("frontend-live.yaml");
  private static final DiffText TEXT =
      DiffText.masking(Redactor.withKey("key".getBytes(StandardCharsets.UTF_8)))
          .withLabels("live 14afbac", "Git f9c5a9d");

  @Test
  void isEmptyIfNothingDiffers() {
    Comparison comparison = compare(intents(GIT), live(LIVE));

    assertThat(TEXT.of(comparison)).isEmpty();
    assertThat(TEXT.of(comparison.resources().get(0))).isEmpty();
  }

  @Test
  void showsAChangeAmongWhatGitStates() {
    Comparison comparison =
        compare(intents(edited(GIT, "gb-frontend:0.1", "gb-frontend:0.2")), live(LIVE));

    assertThat(TEXT.of(comparison))
        .isEqualTo(
            """
            --- live 14afbac apps/Deployment guestbook/frontend
            +++ Git f9c5a9d apps/Deployment guestbook/frontend
            @@ -22,7 +22,7 @@
                   - env:
                     - name: GET_HOSTS_FROM
                       value: dns
            -        image: gb-frontend:0.1
            +        image: gb-frontend:0.2
                     name: php-redis
                     ports:
                     - containerPort: 80
            """);
    assertThat(TEXT.of(comparison.diff(DEPLOYMENT).orElseThrow())).isEqualTo(TEXT.of(comparison));
  }

  @Test
  void showsWhatIsCreatedAgainstNothing() {
    Comparison comparison =
        compare(
            intents("{apiVersion: v1, kind: ConfigMap, metadata: {name: new}, data: {a: b}}"),
            LiveState.EMPTY);

    assertThat(TEXT.of(comparison))
        .isEqualTo(
            """
            --- /dev/null
            +++ Git f9c5a9d ConfigMap guestbook/new
            @@ -0,0 +1,7 @@
            +apiVersion: v1
            +kind: ConfigMap
            +metadata:
            +  name: new
            +  namespace: guestbook
            +data:
            +  a: b
            """);
  }

  @Test
  void showsWhatIsPrunedWithoutDefaults() {
    Comparison comparison = compare(intents(GIT.substring(0, GIT.indexOf("---"))), live(LIVE));

    assertThat(TEXT.of(comparison))
        .startsWith("--- live 14afbac Service guestbook/frontend\n+++ /dev/null\n@@ -1,")
        .contains("-    targetPort: http\n")
        .doesNotContain("clusterIP", "sessionAffinity", "uid", "tracking-id");
    assertThat(TEXT.of(comparison.diff(SERVICE).orElseThrow())).isEqualTo(TEXT.of(comparison));
  }

  @Test
  void saysWhyAnObjectIsRejected() {
    Comparison comparison =
        compare(
            intents(GIT),
            live(edited(LIVE, "gitops4j/guestbook:/Service", "gitops4j/shop:/Service")));

    assertThat(TEXT.of(comparison))
        .isEqualTo(
            """
            --- live 14afbac Service guestbook/frontend
            +++ Git f9c5a9d Service guestbook/frontend
            # rejected: claimed by application 'shop'
            """);
  }

  @Test
  void showsTheTrackingOnlyWhereAnObjectChangesHands() {
    String foreign =
        edited(
            LIVE.substring(0, LIVE.indexOf("\n---")),
            "    gitops4j.io/tracking-id: gitops4j/guestbook:apps/Deployment:guestbook/frontend\n",
            "",
            "            f:gitops4j.io/tracking-id: {}\n",
            "            f:x: {}\n",
            "manager: gitops4j",
            "manager: kubectl");

    assertThat(TEXT.of(compare(intents(GIT.substring(0, GIT.indexOf("---"))), live(foreign))))
        .contains(
            "+    gitops4j.io/tracking-id: gitops4j/guestbook:apps/Deployment:guestbook/frontend\n")
        .doesNotContain("imagePullPolicy");
  }
}
