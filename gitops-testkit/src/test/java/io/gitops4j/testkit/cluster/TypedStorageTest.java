package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.MapValue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedStorageTest {
  private static final GroupVersionKind DEPLOYMENT = GroupVersionKind.of("apps/v1", "Deployment");
  private static final GroupVersionKind DEFINITION =
      GroupVersionKind.of("apiextensions.k8s.io/v1", "CustomResourceDefinition");

  private static MapValue stored(String release, GroupVersionKind kind, String json) {
    MapValue object = Json.read("sent", json.replace('\'', '"')).mapAt();
    return new TypedStorage(Release.of(release)).stored(kind, object, UnaryOperator.identity());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'spec':{'replicas':'3'}}|string into Go struct field DeploymentSpec.spec.replicas of type int32",
        "{'spec':{'paused':'no'}}|string into Go struct field DeploymentSpec.spec.paused of type bool",
        "{'spec':{'template':{'spec':{'containers':{}}}}}|object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container",
        "{'metadata':{'labels':{'a':1}}}|number into Go struct field ObjectMeta.metadata.labels of type string"
      })
  void refusesValuesOfAnotherType(String json, String misfit) {
    assertThatThrownBy(() -> stored("v1.34.1", DEPLOYMENT, json))
        .isInstanceOf(StatusException.class)
        .hasMessage(
            "Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot unmarshal "
                + misfit);
  }

  @Test
  void keepsEmptyDefaultsOfDefinitions() {
    String json =
        "{'spec':{'versions':[{'schema':{'openAPIV3Schema':{'properties':{'a':{'default':0},'b':"
            + "{'additionalProperties':true,'nullable':false}}}}}]}}";

    MapValue schema =
        stored("v1.34.1", DEFINITION, json)
            .itemsAt("spec", "versions")
            .get(0)
            .mapAt("schema", "openAPIV3Schema", "properties");

    assertThat(CanonicalJson.write(schema))
        .isEqualTo("{\"a\":{\"default\":0},\"b\":{\"additionalProperties\":true}}");
  }

  @ParameterizedTest
  @CsvSource({"v1.20.2, false", "v1.34.1, true"})
  void knowsFieldsOnlyFromTheirReleaseOn(String release, boolean isThere) {
    GroupVersionKind service = GroupVersionKind.of("v1", "Service");

    MapValue stored = stored(release, service, "{'spec':{'internalTrafficPolicy':'Local'}}");

    assertThat(stored.at("spec", "internalTrafficPolicy").isPresent()).isEqualTo(isThere);
  }

  @Test
  void dropsWhatItDoesNotKnow() {
    MapValue stored = stored("v1.34.1", DEPLOYMENT, "{'nosuch':1,'spec':{'nosuch':{'a':1}}}");

    assertThat(stored.get("nosuch")).isEmpty();
    assertThat(stored.at("spec", "nosuch")).isEmpty();
  }

  @Test
  void writesTimesAsTheServerDoes() {
    GroupVersionKind lease = GroupVersionKind.of("coordination.k8s.io/v1", "Lease");
    String json =
        "{'metadata':{'creationTimestamp':'2026-01-01T02:00:00+02:00'},"
            + "'spec':{'renewTime':'2026-01-01T02:00:00.000100+02:00'}}";

    MapValue stored = stored("v1.34.1", lease, json);

    assertThat(stored.textAt("metadata", "creationTimestamp")).contains("2026-01-01T00:00:00Z");
    assertThat(stored.textAt("spec", "renewTime")).contains("2026-01-01T00:00:00.000100Z");
  }
}
