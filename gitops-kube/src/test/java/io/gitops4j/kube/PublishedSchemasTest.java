package io.gitops4j.kube;

import static io.gitops4j.kube.PlayedApiServer.json;
import static io.gitops4j.kube.PlayedApiServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.CustomResourceSchemas;
import io.gitops4j.core.merge.OpenApiSchemas;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerProfile;
import io.gitops4j.kube.PlayedApiServer.Answer;
import io.gitops4j.kube.PlayedApiServer.Asked;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the schemas come from, and how long they are good for. */
class PublishedSchemasTest extends AgainstPlayedApiServer {
  private static final GroupVersionKind OCTOPUS = GroupVersionKind.of("sea.example/v1", "Octopus");
  private static final GroupVersionKind DEPLOYMENT = GroupVersionKind.of("apps/v1", "Deployment");
  private static final GroupVersionKind NEWT = GroupVersionKind.of("new.example/v1", "Newt");
  private static final String INDEX = "/openapi/v3";
  private static final String SEA = "/openapi/v3/apis/sea.example/v1";
  private static final String DEFINITION =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/octopodes.sea.example";

  private final AtomicLong now = new AtomicLong();
  private Discovery discovery = discovery();
  private ServerSchemas schemas = schemas();

  @BeforeEach
  void startAnew() {
    discovery = discovery();
    schemas = schemas();
  }

  private Discovery discovery() {
    return new Discovery(new DiscoveryReader(ApiClient.on(client)), now::get);
  }

  private ServerSchemas schemas() {
    return new ServerSchemas(discovery, new SchemaReader(ApiClient.on(client)), now::get);
  }

  @Test
  void comeFromTheDocumentOfTheirGroupAndVersionAlone() {
    serveV3("1", "set");

    assertThat(target.schema(OCTOPUS).digest()).isEqualTo(published("set"));
    assertThat(askedForSchemas()).containsExactly("GET " + INDEX, "GET " + SEA + "?hash=1");
  }

  @Test
  void areReadOnce() {
    serveV3("1", "set");
    schemas.of(OCTOPUS);
    int before = server.askedAtAll().size();

    assertThat(schemas.of(OCTOPUS).digest()).isEqualTo(published("set"));
    assertThat(server.askedAtAll()).hasSize(before);
  }

  @Test
  void areReadAgainWithDiscoveryIfTheirAddressIsAnother() {
    serveV3("1", "set");
    schemas.of(OCTOPUS);
    pass(Discovery.MAX_AGE.toNanos() + 1);
    schemas.of(OCTOPUS);
    assertThat(askedForSchemas())
        .containsExactly("GET " + INDEX, "GET " + SEA + "?hash=1", "GET " + INDEX);

    serveV3("2", "atomic");
    pass(Discovery.MAX_AGE.toNanos() + 1);

    assertThat(schemas.of(OCTOPUS).digest()).isEqualTo(published("atomic"));
  }

  @Test
  void followADefinitionThatChangedAsSoonAsTheServerPublishesIt() {
    serveV3("1", "set");
    schemas.of(OCTOPUS);
    schemas.expectChange("sea.example");

    assertThat(schemas.of(OCTOPUS).digest()).isEqualTo(published("set"));
    serveV3("2", "atomic");
    pass(ServerSchemas.MOMENT.toNanos() + 1);
    assertThat(schemas.of(OCTOPUS).digest()).isEqualTo(published("atomic"));

    pass(ServerSchemas.UNSETTLED.toNanos());
    schemas.of(OCTOPUS);
    int before = server.askedAtAll().size();
    pass(ServerSchemas.UNSETTLED.toNanos());
    schemas.of(OCTOPUS);
    assertThat(server.askedAtAll()).hasSize(before);
  }

  @Test
  void ofAKindThatIsNotPublishedYetAreLookedForAgain() {
    server.on("GET " + INDEX, json(200, index("apps/v1", "/openapi/v3/apis/apps/v1?hash=1")));
    assertThat(schemas.of(OCTOPUS)).isEqualTo(Schema.deduced());

    serveV3("1", "set");
    assertThat(schemas.of(OCTOPUS)).isEqualTo(Schema.deduced());
    pass(ServerSchemas.MOMENT.toNanos() + 1);

    assertThat(schemas.of(OCTOPUS).digest()).isEqualTo(published("set"));
  }

  @Test
  void ofAKindThatTheClusterDoesNotServeAreNotAskedFor() {
    serveV3("1", "set");

    assertThat(target.schema(NEWT)).isEqualTo(Schema.deduced());
    assertThat(askedForSchemas()).isEmpty();
  }

  @Test
  void ofCustomResourcesComeFromTheirDefinitionWhereThereIsOnlyV2() {
    server.on("GET " + DEFINITION, json(200, definition("set")));

    assertThat(schemas.of(OCTOPUS).digest()).isEqualTo(defined("set"));
    assertThat(askedForSchemas()).containsExactly("GET " + INDEX);

    server.on("GET " + DEFINITION, json(200, definition("atomic")));
    schemas.expectChange("sea.example");
    pass(1);
    assertThat(schemas.of(OCTOPUS).digest()).isEqualTo(defined("atomic"));
  }

  @Test
  void ofAllElseComeFromV2WhereThereIsOnlyThat() {
    server
        .on("GET " + DEFINITION, Played.status(403, "Forbidden", "no"))
        .on("GET /openapi/v2", json(200, v2("set")));

    assertThat(schemas.of(OCTOPUS).digest()).isEqualTo(published("set"));
    assertThat(schemas.of(DEPLOYMENT).digest()).isEqualTo(builtIn());
    assertThat(askedForSchemas()).containsExactly("GET " + INDEX, "GET /openapi/v2");
  }

  static Stream<Answer> uselessAnswers() {
    return Stream.of(
        Played.status(403, "Forbidden", "no"),
        text(200, "text/html", "<html>log in</html>"),
        text(406, "text/plain", "only protobuf here"),
        json(200, "[]"),
        json(200, "{}"),
        json(200, "{\"paths\":[\"api/v1\"],\"definitions\":7,\"components\":{\"schemas\":[]}}"));
  }

  @ParameterizedTest
  @MethodSource("uselessAnswers")
  void fallBackOnWhatIsKnownOfKubernetesAndRememberIt(Answer useless) {
    server
        .on("GET " + INDEX, useless)
        .on("GET /openapi/v2", useless)
        .on("GET " + DEFINITION, useless);

    assertThat(schemas.of(DEPLOYMENT).digest()).isEqualTo(builtIn());
    assertThat(schemas.of(OCTOPUS)).isEqualTo(Schema.deduced());
    pass(ServerSchemas.MOMENT.toNanos() + 1);
    schemas.of(DEPLOYMENT);
    assertThat(askedForSchemas()).containsExactly("GET " + INDEX, "GET /openapi/v2");
  }

  @ParameterizedTest
  @MethodSource("uselessAnswers")
  void fallBackWhereADocumentIsOfNoUse(Answer useless) {
    serveV3("1", "set");
    server.on("GET " + SEA, useless);

    assertThat(schemas.of(OCTOPUS)).isEqualTo(Schema.deduced());
  }

  @Test
  void doNotSufferFromAnotherKindThatMakesNoSense() {
    serveV3("1", "set");
    String broken =
        ",\"x.Fish\":{\"type\":\"object\",\"x-kubernetes-group-version-kind\":"
            + "[{\"group\":\"sea.example\",\"version\":\"v1\",\"kind\":\"Fish\"}],"
            + "\"properties\":{\"a\":{\"$ref\":\"#/components/schemas/x.Nowhere\"}}}";
    server.on("GET " + SEA, json(200, v3("set", broken)));

    assertThat(schemas.of(OCTOPUS).digest()).isEqualTo(published("set"));
  }

  @Test
  void stayAsTheyWereWhileTheServerFails() {
    serveV3("1", "set");
    schemas.of(OCTOPUS);
    server.on("GET " + INDEX, Played.status(503, "ServiceUnavailable", "later"));
    pass(Discovery.MAX_AGE.toNanos() + 1);

    assertThat(schemas.of(OCTOPUS).digest()).isEqualTo(published("set"));

    serveV3("2", "atomic");
    pass(ServerSchemas.MOMENT.toNanos() + 1);
    assertThat(schemas.of(OCTOPUS).digest()).isEqualTo(published("atomic"));
  }

  @Test
  void areThoseOfKubernetesWhileAServerThatWasNeverAskedFails() {
    server.on("GET " + INDEX, Played.status(503, "ServiceUnavailable", "later"));

    assertThat(schemas.of(DEPLOYMENT).digest()).isEqualTo(builtIn());
  }

  @Test
  void areAnErrorWhereTheCredentialsAreNoGood() {
    server.on("GET " + INDEX, Played.status(401, "Unauthorized", "Unauthorized"));

    assertThatThrownBy(() -> schemas.of(OCTOPUS))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED))
        .hasMessageContaining("read the schemas that the cluster publishes from /openapi/v3");
  }

  private void pass(long nanos) {
    now.addAndGet(nanos);
  }

  private List<String> askedForSchemas() {
    return server.askedAtAll().stream()
        .filter(asked -> asked.path().startsWith("/openapi"))
        .map(Asked::toString)
        .toList();
  }

  private void serveV3(String hash, String listType) {
    server
        .on("GET " + INDEX, json(200, index("sea.example/v1", SEA + "?hash=" + hash)))
        .on("GET " + SEA, json(200, v3(listType, "")));
  }

  private static String index(String groupVersion, String address) {
    return "{\"paths\":{\"apis/%s\":{\"serverRelativeURL\":\"%s\"}}}"
        .formatted(groupVersion, address);
  }

  private static String v3(String listType, String more) {
    return "{\"openapi\":\"3.0.0\",\"components\":{\"schemas\":{%s%s}}}"
        .formatted(octopus(listType), more);
  }

  private static String v2(String listType) {
    return "{\"swagger\":\"2.0\",\"definitions\":{%s}}".formatted(octopus(listType));
  }

  private static String octopus(String listType) {
    return """
        "example.sea.v1.Octopus":{"type":"object",
         "x-kubernetes-group-version-kind":[{"group":"sea.example","version":"v1","kind":"Octopus"}],
         "properties":{"arms":{"type":"array","items":{"type":"string"},
          "x-kubernetes-list-type":"%s"}}}"""
        .formatted(listType);
  }

  private static String definition(String listType) {
    return """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
         "metadata":{"name":"octopodes.sea.example"},
         "spec":{"group":"sea.example","scope":"Namespaced",
          "names":{"plural":"octopodes","kind":"Octopus"},
          "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":
           {"type":"object","properties":{"spec":{"type":"object","properties":
            {"arms":{"type":"array","items":{"type":"string"},
             "x-kubernetes-list-type":"%s"}}}}}}}]}}"""
        .formatted(listType);
  }

  private static Digest published(String listType) {
    return OpenApiSchemas.of(
            Json.tryRead(v2(listType)).orElseThrow(),
            ServerProfile.ofVersion("v1.34.1").orElseThrow())
        .of(OCTOPUS)
        .orElseThrow()
        .digest();
  }

  private static Digest defined(String listType) {
    return CustomResourceSchemas.of(
            Json.tryRead(definition(listType)).orElseThrow(), ServerProfile.CURRENT)
        .getOrDefault(OCTOPUS, Schema.deduced())
        .digest();
  }

  private static Digest builtIn() {
    return BuiltInSchemas.of(DEPLOYMENT, ServerProfile.CURRENT).orElseThrow().digest();
  }
}
