package io.gitops4j.testkit.engine;

import static io.gitops4j.testkit.engine.World.secret;
import static io.gitops4j.testkit.engine.World.secretYaml;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.Sealer;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.history.StoredIntent;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.reconcile.Preview;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.testkit.GitOpsAssertions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are deployed and gone back to, and nothing shows what is in them. */
class SecretsTest {
  private static final ResourceKey LOGIN = secret("login");
  private static final Sealer SEALER =
      Sealer.aesGcm("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
  private static final String CANARY = "c4n4ry-0ne";
  private static final String CANARY_TWO = "c4n4ry-tw0";

  private final World world = World.with(builder -> builder.sealer(SEALER));

  @AfterEach
  void close() {
    world.close();
  }

  private void push(String password) {
    world.push("login.yaml", secretYaml("login", password), "a.yaml", settings("a", password));
  }

  private void pushSecret(String password) {
    world.push("login.yaml", secretYaml("login", password), "a.yaml", settings("a", "v1"));
  }

  private void assertPassword(String expected) {
    LiveResource live = world.cluster.peek(LOGIN).orElseThrow();
    String encoded = live.content().textAt("data", "password").orElseThrow();
    assertThat(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
        .isEqualTo(expected);
  }

  private static Deployment oldest(ManagedApplication app) {
    return app.history().get(app.history().size() - 1);
  }

  @Test
  void goesBackToASealedSecretWithoutGit() {
    ManagedApplication app = world.manage();
    push("one");
    app.sync();
    push("two");
    app.sync();
    world.repository().reachable(false);

    SyncResult result = app.rollback(oldest(app).id());

    assertThat(result.isSuccess()).isTrue();
    assertPassword("one");
  }

  @Test
  void takesAWithheldSecretFromGit() {
    try (GitOps engine = world.engine(builder -> builder)) {
      ManagedApplication app = engine.manage(World.application(SyncPolicy.manual()));
      push("one");
      app.sync();
      push("two");
      app.sync();

      SyncResult result = app.rollback(oldest(app).id());

      assertThat(oldest(app).intents()).anyMatch(StoredIntent.Withheld.class::isInstance);
      assertThat(result.isSuccess()).isTrue();
      assertPassword("one");
    }
  }

  @Test
  void leavesAWithheldSecretWithoutGitAndSaysSo() {
    Unreachable git = new Unreachable(world.git);
    try (GitOps engine = world.engine(builder -> builder.gitSource(git))) {
      ManagedApplication app = engine.manage(World.application(SyncPolicy.manual()));
      push("one");
      app.sync();
      push("two");
      app.sync();
      git.down();

      SyncResult result = app.rollback(oldest(app).id(), World.PRUNING);

      assertThat(result.isSuccess()).isTrue();
      assertThat(result.message()).contains("left as they are", "login");
      assertPassword("two");
      GitOpsAssertions.assertThat(world.cluster)
          .hasField(World.configMap("a"), "one", "data", "value");
      Deployment newest = app.history().get(0);
      assertThat(newest.desiredState()).isEqualTo(oldest(app).desiredState());
      assertThat(newest.intents()).hasSize(2);
    }
  }

  @Test
  void neverPrunesAWithheldSecretWhileItHealsWhatIsHeld() {
    Unreachable git = new Unreachable(world.git);
    try (GitOps engine = world.engine(builder -> builder.gitSource(git))) {
      ManagedApplication app =
          engine.manage(World.application(SyncPolicy.automated().withSelfHeal().withPrune()));
      push("one");
      app.sync();
      push("two");
      app.sync();
      git.down();
      app.rollback(oldest(app).id());
      engine.start();
      world.pass(Duration.ofMinutes(5));
      git.up();
      world.pass(Duration.ofMinutes(5));
      world.cluster.edit(
          World.configMap("a"),
          live -> live.with("data", live.mapAt("data").with("value", Scalar.of("by hand"))));
      world.pass(Duration.ofMinutes(10));

      GitOpsAssertions.assertThat(world.cluster)
          .contains(LOGIN)
          .hasField(World.configMap("a"), "one", "data", "value");
      assertThat(app.status().hold()).isPresent();
    }
  }

  @Test
  void showsAChangedSecretAsChangedWithoutItsValue() {
    ManagedApplication app = world.manage();
    pushSecret(CANARY);
    app.sync();
    pushSecret(CANARY_TWO);

    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
    assertSilent(app.diff(), app.diff(LOGIN));
    assertThat(app.diff(LOGIN)).contains("password");
  }

  /** Whatever a person may see, print or log. */
  @Test
  void noCanarySings() {
    ManagedApplication app = world.manage();
    pushSecret(CANARY);
    SyncResult first = app.sync();
    pushSecret(CANARY_TWO);
    ApplicationStatus status = app.refresh();
    Preview preview = app.preview(app.application().source().selector());
    String diff = app.diff();
    SyncResult second = app.sync(SyncRequest.defaults().withMode(SyncRequest.Mode.DRY_RUN));
    SyncResult third = app.sync();
    SyncResult back = app.rollback(oldest(app).id());

    assertSilent(
        first,
        second,
        third,
        back,
        first.resources(),
        status,
        status.resources(),
        status.tree(),
        status.conditions(),
        preview,
        preview.comparison(),
        preview.comparison().resources(),
        preview.comparison().resources().stream().map(each -> each.changes()).toList(),
        preview.plan(),
        preview.plan().steps(),
        preview.plan().applied(),
        preview.plan().steps().stream().map(Object::toString).toList(),
        diff,
        app.history(),
        app.history().stream().map(Deployment::intents).toList(),
        app.history().stream().map(Deployment::outcomes).toList(),
        app.compare(),
        app,
        world.cluster);
  }

  @Test
  void noCanarySingsWhenThingsGoWrong() {
    ManagedApplication app = world.manage();
    world.push(
        "bad-data.yaml",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: login}
        data: {password: "%s!!"}
        """
            .formatted(CANARY));
    Object result = attempt(app);
    ApplicationStatus status = app.refresh();

    world.push(
        "syntax.yaml",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: login}
        stringData:
          password: "%s
        other: [
        """
            .formatted(CANARY));
    ApplicationStatus broken = app.refresh();

    world.push(
        "twice.yaml", secretYaml("login", CANARY) + "---\n" + secretYaml("login", CANARY_TWO));
    ApplicationStatus twice = app.refresh();

    assertSilent(result, status, status.conditions(), broken.conditions(), twice.conditions());
    assertThat(broken.conditions()).isNotEmpty();
    assertThat(twice.conditions()).isNotEmpty();
  }

  private static Object attempt(ManagedApplication app) {
    try {
      SyncResult result = app.sync();
      return result + " " + result.resources();
    } catch (RuntimeException e) {
      java.io.StringWriter trace = new java.io.StringWriter();
      e.printStackTrace(new java.io.PrintWriter(trace));
      return trace;
    }
  }

  @Test
  void noCanaryIsInAFile(@TempDir Path folder) throws IOException {
    for (boolean sealing : new boolean[] {true, false}) {
      Path own = folder.resolve("sealing-" + sealing);
      try (StateStore store = StateStore.directory(own);
          GitOps engine =
              world.engine(
                  builder ->
                      sealing
                          ? builder.stateStore(store).sealer(SEALER)
                          : builder.stateStore(store))) {
        ManagedApplication app = engine.manage(World.application(SyncPolicy.manual()));
        pushSecret(CANARY);
        app.sync();
        pushSecret(CANARY_TWO);
        app.refresh();
        app.sync();
        app.rollback(oldest(app).id());
      }
      try (Stream<Path> files = Files.walk(own)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertSilent(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
  }

  private static void assertSilent(Object... said) {
    List<String> canaries =
        Stream.of(CANARY, CANARY_TWO)
            .flatMap(
                canary ->
                    Stream.of(
                        canary,
                        Base64.getEncoder()
                            .encodeToString(canary.getBytes(StandardCharsets.UTF_8))))
            .toList();
    for (Object each : said) {
      assertThat(String.valueOf(each)).doesNotContain(canaries);
    }
  }
}
