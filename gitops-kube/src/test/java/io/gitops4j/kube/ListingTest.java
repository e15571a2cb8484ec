package io.gitops4j.kube;

import static io.gitops4j.kube.Played.item;
import static io.gitops4j.kube.Played.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest extends AgainstPlayedApiServer {
  private static final String PATH = "GET /api/v1/namespaces/shop/configmaps";
  private static final ResourceQuery IN_SHOP =
      new ResourceQuery(new GroupKind("", "ConfigMap"), "shop");

  @Test
  void readsAllPages() {
    server.on(
        PATH,
        list("40", "abc/+=", item("one", "11"), item("two", "12")),
        list("40", "", item("three", "13")));

    assertThat(target.list(IN_SHOP))
        .extracting(live -> live.key().name())
        .containsExactly("one", "two", "three");
    assertThat(server.asked())
        .extracting(PlayedApiServer.Asked::query)
        .containsExactly("limit=500", "limit=500&continue=abc%2F%2B%3D");
  }

  @Test
  void namesTheKindThatItemsLeaveOut() {
    server.on(PATH, list("40", "", item("one", "11")));

    LiveResource one = target.list(IN_SHOP).get(0);

    assertThat(one.key()).isEqualTo(new ResourceKey("", "ConfigMap", "shop", "one"));
    assertThat(one.content().get("apiVersion")).contains(Scalar.of("v1"));
  }

  @Test
  void startsAgainWhenTheServerForgotTheList() {
    server.on(
        PATH,
        list("40", "abc", item("one", "11")),
        Played.status(410, "Expired", "The provided continue parameter is too old"),
        list("41", "", item("one", "11"), item("two", "41")));

    assertThat(target.list(IN_SHOP))
        .extracting(live -> live.key().name())
        .containsExactly("one", "two");
    assertThat(server.lastAsked().query()).isEmpty();
  }

  @Test
  void readsAllNamespaces() {
    server.on("GET /api/v1/configmaps", list("40", "", item("one", "11")));

    assertThat(target.list(ResourceQuery.all(IN_SHOP.kind()))).hasSize(1);
  }

  @Test
  void readsOneObject() {
    server.on("GET " + SETTINGS_PATH, PlayedApiServer.json(200, Played.settings("17", "hello")));

    assertThat(target.get(SETTINGS))
        .hasValueSatisfying(
            live -> {
              assertThat(live.resourceVersion()).isEqualTo("17");
              assertThat(live.content().at("data", "greeting")).contains(Scalar.of("hello"));
            });
  }

  @Test
  void findsNothingWhereNothingIs() {
    server.on("GET " + SETTINGS_PATH, Played.notFound());

    assertThat(target.get(SETTINGS)).isEmpty();
    assertThat(target.get(new ResourceKey("unknown.example", "Widget", "shop", "w"))).isEmpty();
  }

  @Test
  void letsNoNameLeaveItsPlaceInTheAddress() {
    for (String name : List.of("../../secrets/db", "..", "a%2Fb", "")) {
      assertThat(target.get(new ResourceKey("", "ConfigMap", "shop", name))).isEmpty();
    }
    assertThat(server.asked()).isEmpty();

    server.on(
        "GET /api/v1/namespaces/shop/configmaps/a%3Fb%23c%20%C3%A4",
        PlayedApiServer.json(200, Played.settings("17", "hello")));
    assertThat(target.get(new ResourceKey("", "ConfigMap", "shop", "a?b#c ä"))).isPresent();
  }

  @Test
  void refusesAnAnswerThatIsNoObject() {
    server.on("GET " + SETTINGS_PATH, PlayedApiServer.text(200, "text/html", "<html>portal"));

    assertThatThrownBy(() -> target.get(SETTINGS))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_ANSWER))
        .hasMessageContainingAll("ConfigMap shop/settings", "not JSON");
  }

  @Test
  void keepsNumbersAsTheyAre() {
    server.on(
        "GET /apis/sea.example/v1/namespaces/shop/octopodes/paul",
        PlayedApiServer.json(
            200,
            """
            {"apiVersion":"sea.example/v1","kind":"Octopus",
             "metadata":{"name":"paul","namespace":"shop","uid":"u","resourceVersion":"1"},
             "spec":{"max":9223372036854775807,"half":0.5,"one":1.0}}"""));

    LiveResource paul = target.get(OCTOPUS).orElseThrow();

    assertThat(paul.content().at("spec", "max")).contains(Scalar.of(Long.MAX_VALUE));
    assertThat(paul.content().at("spec", "half")).contains(Scalar.of(0.5));
    assertThat(paul.content().at("spec", "one")).contains(Scalar.of(1));
  }
}
