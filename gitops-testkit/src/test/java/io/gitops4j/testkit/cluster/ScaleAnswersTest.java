package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiCall.Verb;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sub-resource {@code scale} of a Deployment, as a kube-apiserver 1.20.2 answers. */
class ScaleAnswersTest extends ApiFixture {
  private static final GroupVersionKind DEPLOYMENT = GroupVersionKind.of("apps/v1", "Deployment");
  private static final ResourceKey FRONTEND =
      new ResourceKey("apps", "Deployment", "guestbook", "frontend");

  @BeforeEach
  void deploy() {
    created(Yaml.manifest(Yaml.deployment("x", 2)));
  }

  private ApiAnswer put(String name, String scale) {
    ApiCall call =
        new ApiCall(Verb.REPLACE, DEPLOYMENT, "guestbook", name, "scale", json(scale), Map.of());
    return api.send(call);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'metadata':{'name':'frontend'},'spec':{'replicas':3}} | 422 | Scale.autoscaling \"frontend\" is invalid: metadata.namespace: Required value",
        "{'metadata':{'name':'frontend'},'spec':{'replicas':-1}} | 422 | Scale.autoscaling \"frontend\" is invalid: [metadata.namespace: Required value, spec.replicas: Invalid value: -1: must be greater than or equal to 0]",
        "{'metadata':{},'spec':{'replicas':3}} | 400 | the name of the object (frontend based on URL) was undeterminable: name must be provided",
        "{'kind':'Odd','metadata':{'name':'frontend'}} | 400 | Odd in version \"v1\" cannot be handled as a Scale: no kind \"Odd\" is registered for version \"autoscaling/v1\"",
        "{'metadata':{'name':'frontend','namespace':'guestbook','resourceVersion':'1'}} | 409 | Operation cannot be fulfilled on deployments.apps \"frontend\": the object has been modified; please apply your changes to the latest version and try again"
      })
  void isRefused(String scale, int code, String words) {
    ApiAnswer answer = put("frontend", scale);

    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.message()).isEqualTo(words);
  }

  @Test
  void whatIsNotThereIsNamedByWhatWasAsked() {
    ApiAnswer read = api.send(ApiCall.get(DEPLOYMENT, "guestbook", "none").on("scale"));
    ApiAnswer written = put("none", "{'metadata':{'name':'none'}}");

    assertThat(read.message()).isEqualTo("deployments/scale.apps \"none\" not found");
    assertThat(read.body().textAt("details", "kind")).contains("deployments/scale");
    assertThat(written.message()).isEqualTo("deployments.apps \"none\" not found");
  }

  @Test
  void anotherUidIsAConflictOfThePart() {
    MapValue patch = json("{'metadata':{'uid':'1'},'spec':{'replicas':1}}");

    ApiAnswer answer = api.send(ApiCall.mergePatch(DEPLOYMENT, FRONTEND, patch, ME).on("scale"));

    assertThat(answer.message())
        .startsWith(
            "Operation cannot be fulfilled on deployments/scale.apps \"frontend\": Precondition failed: UID in precondition: 1, UID in object meta: ");
  }

  @Test
  void theSelectorIsInTheOrderOfItsLabels() {
    Manifest picky =
        Yaml.manifest(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: picky, namespace: guestbook}
            spec:
              selector:
                matchLabels: {b: '1', a: '2'}
                matchExpressions:
                - {key: x, operator: In, values: ['2', '1']}
                - {key: y, operator: Exists}
                - {key: z, operator: DoesNotExist}
                - {key: w, operator: NotIn, values: [q]}
              template:
                metadata: {labels: {a: '2', b: '1', x: '1', y: '1'}}
                spec: {containers: [{name: c, image: i}]}
            """);
    created(picky);

    MapValue scale = taken(ApiCall.get(DEPLOYMENT, "guestbook", "picky").on("scale")).body();

    assertThat(scale.textAt("status", "selector")).contains("a=2,b=1,w notin (q),x in (1,2),y,!z");
  }
}
