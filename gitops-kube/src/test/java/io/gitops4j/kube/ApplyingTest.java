package io.gitops4j.kube;

import static io.gitops4j.kube.PlayedApiServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyOutcome.Applied;
import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.cluster.ApplyOutcome.Change;
import io.gitops4j.core.cluster.ApplyOutcome.Conflicted;
import io.gitops4j.core.cluster.ApplyOutcome.FieldConflict;
import io.gitops4j.core.cluster.ApplyOutcome.Rejected;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.Scalar;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApplyingTest extends AgainstPlayedApiServer {
  private static final String READ = "GET " + SETTINGS_PATH;
  private static final String APPLY = "PATCH " + SETTINGS_PATH;

  private ApplyOutcome apply(String greeting) {
    return target.apply(ApplyRequest.forced(settings(greeting), "gitops4j"));
  }

  private ApplyOutcome dryRun(String greeting) {
    return target.apply(ApplyRequest.forced(settings(greeting), "gitops4j").asDryRun());
  }

  private static Change changeOf(ApplyOutcome outcome) {
    assertThat(outcome).isInstanceOf(Applied.class);
    return ((Applied) outcome).change();
  }

  @Nested
  class Taken {
    @Test
    void createsWhatIsMissing() {
      server.on(READ, Played.notFound()).on(APPLY, json(201, Played.settings("17", "hello")));

      ApplyOutcome outcome = apply("hello");

      assertThat(changeOf(outcome)).isEqualTo(Change.CREATED);
      assertThat(((Applied) outcome).resource().resourceVersion()).isEqualTo("17");
    }

    @Test
    void sendsAServerSideApply() {
      server.on(READ, Played.notFound()).on(APPLY, json(201, Played.settings("17", "hello")));

      target.apply(ApplyRequest.forced(settings("hello"), "gitops4j/ä").unforced());

      PlayedApiServer.Asked asked = server.lastAsked();
      assertThat(asked.query()).isEqualTo("fieldManager=gitops4j%2F%C3%A4&force=false");
      assertThat(asked.header("Content-type")).startsWith("application/apply-patch+yaml");
      assertThat(Json.read(new Purpose("test", false), asked.body()))
          .isEqualTo(settings("hello").content());
    }

    @Test
    void configuresWhatGetsAnotherVersion() {
      server
          .on(READ, json(200, Played.settings("17", "hello")))
          .on(APPLY, json(200, Played.settings("18", "good day")));

      assertThat(changeOf(apply("good day"))).isEqualTo(Change.CONFIGURED);
      assertThat(server.asked().get(0).header("Accept")).contains("as=PartialObjectMetadata");
      assertThat(server.lastAsked().query()).isEqualTo("fieldManager=gitops4j&force=true");
    }

    @Test
    void leavesWhatKeepsItsVersion() {
      server
          .on(READ, json(200, Played.settings("17", "hello")))
          .on(APPLY, json(200, Played.settings("17", "hello")));

      assertThat(changeOf(apply("hello"))).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void readsNothingWhereTheManifestNamesItsVersion() {
      server.on(APPLY, json(200, Played.settings("17", "hello")));
      Manifest plain = settings("hello");
      Manifest locked =
          plain.withContent(
              plain
                  .content()
                  .with(
                      "metadata",
                      plain.content().mapAt("metadata").with("resourceVersion", Scalar.of("17"))));

      ApplyOutcome outcome = target.apply(ApplyRequest.forced(locked, "gitops4j"));

      assertThat(changeOf(outcome)).isEqualTo(Change.UNCHANGED);
      assertThat(server.asked()).hasSize(1);
      assertThat(server.lastAsked().body()).contains("\"resourceVersion\":\"17\"");
    }
  }

  /** Their answers carry the version from before, whatever would change. */
  @Nested
  class DryRuns {
    @Test
    void asksToStoreNothing() {
      server.on(READ, Played.notFound());
      server.on(APPLY, json(201, Played.settings("17", "hello").replace("resourceVersion", "x")));

      ApplyOutcome outcome = dryRun("hello");

      assertThat(changeOf(outcome)).isEqualTo(Change.CREATED);
      assertThat(((Applied) outcome).resource().resourceVersion()).isEqualTo("0");
      assertThat(server.lastAsked().query())
          .isEqualTo("fieldManager=gitops4j&force=true&dryRun=All");
    }

    @Test
    void tellsOfAChange() {
      server
          .on(READ, json(200, Played.settings("17", "hello")))
          .on(APPLY, json(200, Played.settings("17", "good day")));

      assertThat(changeOf(dryRun("good day"))).isEqualTo(Change.CONFIGURED);
    }

    @Test
    void tellsThatNothingWouldChangeWhateverTheTimesOfManagers() {
      server
          .on(READ, json(200, Played.settings("17", "hello")))
          .on(APPLY, json(200, Played.settings("17", "hello").replace("00:17Z", "59:59Z")));

      assertThat(changeOf(dryRun("hello"))).isEqualTo(Change.UNCHANGED);
    }
  }

  @Nested
  class NotTaken {
    @Test
    void namesPathsAndManagersOfConflicts() {
      server
          .on(READ, json(200, Played.settings("17", "hello")))
          .on(
              APPLY,
              Played.status(
                  409,
                  "Conflict",
                  "Apply failed with 2 conflicts",
                  """
                  {"causes":[
                   {"reason":"FieldManagerConflict","field":".data.greeting",
                    "message":"conflict with \\"kubectl-edit\\" using v1"},
                   {"reason":"FieldManagerConflict","field":".data.tone",
                    "message":"conflict with \\"hpa\\" with subresource \\"scale\\" using v1"}]}"""));

      assertThat(apply("other"))
          .isEqualTo(
              new Conflicted(
                  List.of(
                      new FieldConflict(".data.greeting", "kubectl-edit"),
                      new FieldConflict(".data.tone", "hpa")),
                  "Apply failed with 2 conflicts"));
    }

    @Test
    void conflictsWithAnOldVersionWithoutFields() {
      server
          .on(READ, json(200, Played.settings("17", "hello")))
          .on(APPLY, Played.status(409, "Conflict", "the object has been modified"));

      assertThat(apply("other"))
          .asInstanceOf(type(Conflicted.class))
          .satisfies(conflicted -> assertThat(conflicted.conflicts()).isEmpty());
    }

    @Test
    void tellsWhatIsInvalid() {
      server
          .on(READ, Played.notFound())
          .on(
              APPLY,
              Played.status(
                  422,
                  "Invalid",
                  "ConfigMap is invalid",
                  """
                  {"name":"settings","kind":"ConfigMap","causes":[{"reason":"FieldValueRequired",
                   "message":"Required value","field":"data"}]}"""));

      assertThat(apply("other"))
          .isEqualTo(
              new Rejected(
                  "Invalid",
                  "ConfigMap is invalid",
                  List.of(new Cause("data", "FieldValueRequired", "Required value"))));
    }

    @Test
    void isRefusedByAdmission() {
      String words = "admission webhook \"guard\" denied the request: no";
      server.on(READ, Played.notFound()).on(APPLY, Played.status(403, "Forbidden", words));

      assertThat(apply("other"))
          .asInstanceOf(type(Rejected.class))
          .satisfies(rejected -> assertThat(rejected.message()).contains(words));
    }

    @Test
    void isRefusedWithoutItsNamespace() {
      server
          .on(READ, Played.notFound())
          .on(
              APPLY,
              Played.status(
                  404,
                  "NotFound",
                  "namespaces \"shop\" not found",
                  "{\"name\":\"shop\",\"kind\":\"namespaces\"}"));

      assertThat(apply("other"))
          .asInstanceOf(type(Rejected.class))
          .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo("NotFound"))
          .satisfies(rejected -> assertThat(rejected.message()).contains("shop"));
    }

    @Test
    void isRefusedHereIfItsNameIsNoName() {
      Manifest outside =
          manifest(
              """
              {"apiVersion":"v1","kind":"ConfigMap",
               "metadata":{"name":"../secrets/db","namespace":"shop"}}""");

      assertThat(target.apply(ApplyRequest.forced(outside, "gitops4j")))
          .asInstanceOf(type(Rejected.class))
          .satisfies(rejected -> assertThat(rejected.message()).contains("../secrets/db"));
      assertThat(target.apply(ApplyRequest.forced(settings("x").inNamespace(""), "gitops4j")))
          .asInstanceOf(type(Rejected.class))
          .satisfies(rejected -> assertThat(rejected.message()).contains("metadata.namespace"));
      assertThat(server.asked()).isEmpty();
    }
  }
}
