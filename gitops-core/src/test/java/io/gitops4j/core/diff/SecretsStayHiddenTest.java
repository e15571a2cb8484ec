package io.gitops4j.core.diff;

import static io.gitops4j.core.diff.Guestbook.context;
import static io.gitops4j.core.diff.Guestbook.intents;
import static io.gitops4j.core.diff.Guestbook.manifests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsStayHiddenTest {
  private static final Redactor REDACTOR =
      Redactor.withKey("engine one".getBytes(StandardCharsets.UTF_8));

  private static String secret(String password) {
    return """
        apiVersion: v1
        kind: Secret
        metadata: {name: redis}
        type: Opaque
        stringData: {password: "%s", user: admin}
        """
        .formatted(password);
  }

  private static LiveState liveOf(String yaml) {
    return LiveState.of(List.of(Applied.created(Guestbook.intent(yaml))));
  }

  static Stream<Comparison> comparisonsOfSecrets() {
    LiveState live = liveOf(secret("canary-old"));
    String twice = secret("canary").replace("user: admin", "user: admin}\ndata: {x: [canary]");
    return Stream.of(
            Comparison.of(intents(secret("canary-new")), live, context()),
            Comparison.of(intents(secret("canary-new")), LiveState.EMPTY, context()),
            Comparison.of(intents(), live, context()),
            Comparison.of(intents(twice), live, context()),
            Comparison.of(
                intents(secret("x").replace("{password: \"x\", user: admin}", "canary")),
                live,
                context()),
            Comparison.of(intents(secret("canary-new")), live, context().withRedactor(REDACTOR)))
        .peek(comparison -> assertThat(comparison.status()).isEqualTo(SyncStatus.OUT_OF_SYNC));
  }

  @ParameterizedTest
  @MethodSource("comparisonsOfSecrets")
  void inEveryText(Comparison comparison) {
    StringBuilder told = new StringBuilder(comparison.toString());
    told.append(DiffText.masking(REDACTOR).of(comparison));
    told.append(DiffText.masking(Redactor.withoutHashes()).of(comparison));
    for (ResourceDiff diff : comparison.differences()) {
      told.append(diff).append(diff.why()).append(diff.intent()).append(diff.live());
      told.append(diff.predicted()).append(diff.changes());
      for (FieldChange change : diff.changes()) {
        told.append(change.desired()).append(change.live());
      }
      diff.intent()
          .ifPresent(
              intent ->
                  told.append(
                      Prediction.of(intent, diff.live().orElse(null), Guestbook.terms(intent))));
    }

    assertThat(told.toString())
        .contains("Secret guestbook/redis")
        .doesNotContain("canary", base64("canary-old"), base64("canary-new"));
  }

  @Test
  void andStillShowTheirChange() {
    Comparison comparison = Comparison.of(intents(secret("new")), liveOf(secret("old")), context());

    String text = DiffText.masking(REDACTOR).of(comparison);

    assertThat(text.lines().filter(line -> line.matches("[-+] .*")))
        .hasSize(2)
        .allMatch(line -> line.matches("[-+]   ?password: ['\"]?\\*{8} [0-9a-f]{8}['\"]?"));
  }

  @Test
  void andShowTheirChangeInWordsIfMasksAreAllAlike() {
    Comparison comparison = Comparison.of(intents(secret("new")), liveOf(secret("old")), context());

    assertThat(DiffText.masking(Redactor.withoutHashes()).of(comparison))
        .isEqualTo(
            """
            --- live Secret guestbook/redis
            +++ desired Secret guestbook/redis
            # .data.password differs, owned by gitops4j
            """);
  }

  @Test
  void whereKubectlKeepsACopy() {
    Manifest manifest =
        manifests(
                """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: redis
                  annotations:
                    kubectl.kubernetes.io/last-applied-configuration: '{"data":{"password":"canary"}}'
                data: {password: canary}
                """)
            .get(0);

    MapValue redacted = REDACTOR.redacted(manifest).content();

    assertThat(redacted.toString()).doesNotContain("canary").contains("********");
  }

  @Test
  void behindMasksThatDependOnEngineAndPlaceOnly() {
    Redactor other = Redactor.withKey("engine two".getBytes(StandardCharsets.UTF_8));

    assertThat(mask(REDACTOR, "redis", "a")).isEqualTo(mask(REDACTOR, "redis", "a"));
    assertThat(mask(REDACTOR, "redis", "a")).isNotEqualTo(mask(REDACTOR, "redis", "b"));
    assertThat(mask(REDACTOR, "redis", "a")).isNotEqualTo(mask(REDACTOR, "mysql", "a"));
    assertThat(mask(REDACTOR, "redis", "a")).isNotEqualTo(mask(other, "redis", "a"));
    assertThatThrownBy(() -> Redactor.withKey(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void masksOfAnotherProcessSayNothingWhileDigestsStayTheSame() {
    byte[] digests = "gitops4j".getBytes(StandardCharsets.UTF_8);
    Redactor before = Redactor.withKeys("one".getBytes(StandardCharsets.UTF_8), digests);
    Redactor after = Redactor.withKeys("two".getBytes(StandardCharsets.UTF_8), digests);

    assertThat(mask(before, "redis", "a")).isNotEqualTo(mask(after, "redis", "a"));
    assertThat(digest(before)).isEqualTo(digest(after)).isNotEqualTo(digest(REDACTOR));
  }

  private static Digest digest(Redactor redactor) {
    Manifest manifest =
        manifests("{apiVersion: v1, kind: Secret, metadata: {name: redis}, data: {p: a}}").get(0);
    return redactor.digestOf(manifest.key(), manifest.content());
  }

  private static String mask(Redactor redactor, String name, String value) {
    Manifest manifest =
        manifests(
                "{apiVersion: v1, kind: Secret, metadata: {name: "
                    + name
                    + "}, data: {p: "
                    + value
                    + "}}")
            .get(0);
    return redactor.redacted(manifest).content().textAt("data", "p").orElseThrow();
  }

  @Test
  void whateverTheValueIs() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      String value =
          "canary"
              + random
                  .ints(10, ' ', 0x2000)
                  .collect(
                      StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
      Manifest manifest = manifests(secret("x")).get(0);
      MapValue content =
          manifest.content().with("stringData", MapValue.of("password", Scalar.of(value)));
      Intents intents = Intents.of(List.of(manifest.withContent(content)), Guestbook.CONTEXT);

      Comparison comparison = Comparison.of(intents, liveOf(secret("old")), context());

      assertThat(DiffText.masking(REDACTOR).of(comparison) + comparison.resources())
          .doesNotContain("canary", base64(value))
          .contains("password");
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void inAnnotationsThatAreSaidToBeSensitive() {
    Manifest settings =
        manifests(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: s, annotations: {token: canary, plain: seen}}
                """)
            .get(0);

    String text =
        REDACTOR.maskingAnnotations(List.of("token")).redacted(settings).content().toString();

    assertThat(text).doesNotContain("canary").contains("seen");
    assertThat(REDACTOR.redacted(settings).content().toString()).contains("canary");
  }

  @Test
  void equalSecretsOfTwoEnginesLookDifferent() {
    Manifest secret = Guestbook.intent(secret("canary")).manifest();
    Redactor other = Redactor.withKey("engine two".getBytes(StandardCharsets.UTF_8));

    assertThat(REDACTOR.redacted(secret)).isNotEqualTo(other.redacted(secret));
  }
}
