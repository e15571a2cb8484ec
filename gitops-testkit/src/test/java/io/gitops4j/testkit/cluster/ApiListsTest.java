package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiListsTest extends ApiFixture {
  private static final ApiCall ALL = ApiCall.list(CONFIG_MAP, "guestbook");

  private void createThree() {
    created(settings("a", ", labels: {app: web, tier: '3'}"));
    created(settings("b", ", labels: {app: web, old: ''}"));
    created(settings("c", ", labels: {app: db}"));
  }

  private List<String> names(ApiCall call) {
    return taken(call).body().itemsAt("items").stream()
        .map(item -> item.textAt("metadata", "name").orElse(""))
        .toList();
  }

  @Test
  void anEmptyListHasItemsAllTheSame() {
    assertThat(taken(ALL).body())
        .isEqualTo(
            json(
                "{'kind':'ConfigMapList','apiVersion':'v1','metadata':{'resourceVersion':'105'},"
                    + "'items':[]}"));
  }

  @Test
  void itemsOfBuiltInKindsDoNotRepeatTheirKind() {
    createThree();

    assertThat(taken(ALL).body().itemsAt("items"))
        .allSatisfy(item -> assertThat(item.mapAt().keys()).containsExactly("metadata"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app=web|a b",
        "app==db|c",
        "app!=web|c",
        "app in (db, x)|c",
        "app notin (db)|a b",
        "tier|a",
        "!tier|b c",
        "old=|b",
        "tier>2|a",
        "tier<3|''",
        "app=web,!old|a",
        "old in (,x)|b",
      })
  void selectsByLabels(String selector, String expected) {
    createThree();

    assertThat(String.join(" ", names(ALL.with("labelSelector", selector)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.name=a|a",
        "metadata.name!=a|b c",
        "metadata.namespace=guestbook,metadata.name=b|b",
        "metadata.name=a,metadata.name=b|''",
        "=|a b c",
      })
  void selectsByFields(String selector, String expected) {
    createThree();

    assertThat(String.join(" ", names(ALL.with("fieldSelector", selector)))).isEqualTo(expected);
  }

  @Test
  void partsAreOfOneMoment() {
    createThree();
    MapValue first = taken(ALL.with("limit", "2")).body();
    taken(ApiCall.delete(CONFIG_MAP, key("c")));
    created(settings("d"));

    ApiCall rest = ALL.with("limit", "2").with("continue", token(first));

    assertThat(first.integerAt("metadata", "remainingItemCount")).contains(1L);
    assertThat(names(rest)).containsExactly("c");
    assertThat(taken(rest).body().at("metadata", "continue")).isEmpty();
    assertThat(taken(rest).body().textAt("metadata", "resourceVersion"))
        .isEqualTo(first.textAt("metadata", "resourceVersion"));
    assertThat(names(ALL)).containsExactly("a", "b", "d");
  }

  private static String token(Value list) {
    return list.textAt("metadata", "continue").orElseThrow();
  }

  @Test
  void partsThatComeTooLateAreGone() {
    InMemoryCluster forgetful =
        Yaml.withGuestbook(
            InMemoryCluster.named("idc").rememberingWrites(2).withoutControllers().on(time));
    for (String name : List.of("a", "b")) {
      forgetful.create(settings(name), ME);
    }
    MapValue first = forgetful.api().send(ALL.with("limit", "1")).body();
    for (String name : List.of("c", "d", "e")) {
      forgetful.create(settings(name), ME);
    }

    ApiAnswer late = forgetful.api().send(ALL.with("limit", "1").with("continue", token(first)));

    assertThat(late.code()).isEqualTo(410);
    assertThat(late.reason()).isEqualTo("Expired");
  }

  @Test
  void ofThePastShowWhatWasThen() {
    createThree();
    String before = taken(ALL).body().textAt("metadata", "resourceVersion").orElseThrow();
    taken(ApiCall.delete(CONFIG_MAP, key("a")));

    ApiCall then = ALL.with("resourceVersion", before);

    assertThat(names(then.with("resourceVersionMatch", "Exact"))).containsExactly("a", "b", "c");
    assertThat(names(then)).containsExactly("b", "c");
  }

  @Test
  void emptyANamespaceOfAKind() {
    createThree();

    taken(ApiCall.delete(CONFIG_MAP, key("")).with("labelSelector", "app=web"));

    assertThat(names(ALL)).containsExactly("c");
  }
}
