package io.gitops4j.kube;

import static io.gitops4j.kube.Played.resource;
import static io.gitops4j.kube.Played.resources;
import static io.gitops4j.kube.PlayedApiServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.merge.ServerProfile;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveringTest extends AgainstPlayedApiServer {
  private static final GroupKind OCTOPUSES = new GroupKind("sea.example", "Octopus");

  @Test
  void tellsTheVersionAndEveryKindInEveryVersionThePreferredOneFirst() {
    ClusterInfo info = target.info();

    assertThat(info.version()).isEqualTo("v1.34.1");
    assertThat(info.resources())
        .containsExactly(
            new ApiResource(new GroupVersionKind("", "v1", "ConfigMap"), "configmaps", true),
            new ApiResource(new GroupVersionKind("", "v1", "Secret"), "secrets", true),
            new ApiResource(new GroupVersionKind("", "v1", "Namespace"), "namespaces", false),
            new ApiResource(new GroupVersionKind("apps", "v1", "Deployment"), "deployments", true),
            new ApiResource(
                new GroupVersionKind("sea.example", "v1", "Octopus"), "octopodes", true),
            new ApiResource(
                new GroupVersionKind("sea.example", "v1beta1", "Octopus"), "octopodes", true),
            new ApiResource(
                new GroupVersionKind("sea.example", "v1beta1", "Fish"), "fishes", false));
  }

  @Test
  void neverGuessesAPlural() {
    server.on("GET /apis/sea.example/v1/namespaces/shop/octopodes", Played.list("7", ""));

    assertThat(target.list(new ResourceQuery(OCTOPUSES, "shop"))).isEmpty();
  }

  @Test
  void asksOnce() {
    target.info();
    int before = server.askedAtAll().size();

    target.info();

    assertThat(server.askedAtAll()).hasSize(before);
  }

  @Test
  void asksAgainAfterAWhile() {
    AtomicLong now = new AtomicLong();
    Discovery discovery = new Discovery(new DiscoveryReader(ApiClient.on(client)), now::get);
    discovery.info();
    server.on("GET /version", json(200, "{\"gitVersion\":\"v1.35.0\"}"));

    now.addAndGet(Discovery.MAX_AGE.toNanos());
    assertThat(discovery.info().version()).isEqualTo("v1.34.1");
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(discovery.info().version()).isEqualTo("v1.35.0");
  }

  @Test
  void findsAKindThatWasInstalledSince() {
    target.info();
    server
        .on("GET /apis/new.example", json(200, Played.group("new.example", "v1")))
        .on("GET /apis/new.example/v1", resources(resource("newts", "Newt", false)))
        .on("GET /apis/new.example/v1/newts", Played.list("7", ""));

    assertThat(target.list(ResourceQuery.all(new GroupKind("new.example", "Newt")))).isEmpty();
    assertThat(target.info().resource(new GroupKind("new.example", "Newt"))).isPresent();
  }

  @Test
  void seesWhatADefinitionThatItAppliedBrings() {
    target.info();
    String definitions = "customresourcedefinitions";
    server
        .on("GET /apis/apiextensions.k8s.io", json(200, Played.group("apiextensions.k8s.io", "v1")))
        .on(
            "GET /apis/apiextensions.k8s.io/v1",
            resources(resource(definitions, "CustomResourceDefinition", false)))
        .on(
            "PATCH /apis/apiextensions.k8s.io/v1/" + definitions + "/newts.new.example",
            json(
                201,
                """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
                 "metadata":{"name":"newts.new.example","uid":"u","resourceVersion":"8"}}"""));
    target.apply(
        ApplyRequest.forced(
            manifest(
                """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
                 "metadata":{"name":"newts.new.example"}}"""),
            "gitops4j"));
    assertThat(target.info().resource(new GroupKind("new.example", "Newt"))).isEmpty();

    server
        .on("GET /apis/new.example", json(200, Played.group("new.example", "v1")))
        .on("GET /apis/new.example/v1", resources(resource("newts", "Newt", false)));

    assertThat(target.info().resource(new GroupKind("new.example", "Newt"))).isPresent();
  }

  @Test
  void looksUpAnAddressThatIsKnownNoMore() {
    target.info();
    server
        .on("GET /apis/sea.example", json(200, Played.group("sea.example", "v2")))
        .on("GET /apis/sea.example/v2", resources(resource("octopi", "Octopus", true)))
        .on("GET /apis/sea.example/v2/namespaces/shop/octopi", Played.list("7", ""));

    assertThat(target.list(new ResourceQuery(OCTOPUSES, "shop"))).isEmpty();
    assertThat(server.lastAsked().path()).endsWith("/octopi");
  }

  @Test
  void leavesOutAGroupWhoseServerFailsUntilSomebodyWantsIt() {
    server.on("GET /apis/sea.example/v1", Played.status(503, "ServiceUnavailable", "no endpoints"));

    assertThat(target.info().resource(new GroupKind("apps", "Deployment"))).isPresent();
    server.on("GET /apis/sea.example/v1beta1", json(503, ""));
    assertThatThrownBy(
            () ->
                target.apply(
                    ApplyRequest.forced(
                        manifest(
                            """
                            {"apiVersion":"sea.example/v1","kind":"Octopus",
                             "metadata":{"name":"paul","namespace":"shop"}}"""),
                        "gitops4j")))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SERVER_ERROR))
        .hasMessageContaining("no endpoints");
  }

  @Test
  void saysWhatIsServedInsteadOfAKindThatIsNot() {
    assertThatThrownBy(
            () ->
                target.apply(
                    ApplyRequest.forced(
                        manifest(
                            """
                            {"apiVersion":"apps/v1beta2","kind":"Deployment",
                             "metadata":{"name":"web","namespace":"shop"}}"""),
                        "gitops4j")))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_KIND))
        .hasMessageContainingAll("apps/v1beta2/Deployment", "apps/v1/Deployment");
  }

  @Test
  void tellsHowTheServerMergesByItsVersion() {
    server.on("GET /version", json(200, "{\"gitVersion\":\"v1.20.2+k3s1\"}"));

    assertThat(target.info().profile()).isEqualTo(ServerProfile.KUBERNETES_1_20);
    assertThat(server.askedAtAll()).noneMatch(asked -> asked.path().startsWith("/openapi"));
  }

  @ParameterizedTest
  @CsvSource({"200, CURRENT", "403, CURRENT", "404, OLD"})
  void tellsItByWhatTheServerHasWhereTheVersionIsNone(int code, String profile) {
    server
        .on("GET /version", json(200, "{\"gitVersion\":\"v0.0.0-master+abc\"}"))
        .on("GET /openapi/v3", json(code, "{\"paths\":{}}"));

    assertThat(target.info().profile())
        .isEqualTo(profile.equals("OLD") ? ServerProfile.KUBERNETES_1_20 : ServerProfile.CURRENT);
    assertThat(target.info().version()).isEqualTo("v0.0.0-master+abc");
  }
}
