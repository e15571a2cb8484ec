package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiEvent;
import io.gitops4j.testkit.api.Watching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiWatchTest extends ApiFixture {
  private static final ApiCall ALL = ApiCall.list(CONFIG_MAP, "guestbook");

  private final List<ApiEvent> events = new ArrayList<>();

  private List<String> stories() {
    time.advance(Duration.ofSeconds(1));
    return events.stream()
        .map(e -> e.type() + " " + e.object().textAt("metadata", "name").orElse("-"))
        .toList();
  }

  private void label(String name, String app) {
    MapValue patch = json("{'metadata':{'labels':{'app':'%s'}}}".formatted(app));
    taken(ApiCall.mergePatch(CONFIG_MAP, key(name), patch, ME));
  }

  @Test
  void tellsWhatIsThenWhatHappens() {
    created(settings("a"));

    try (Watching watching = api.watch(ALL, events::add)) {
      assertThat(watching.isOpen()).isTrue();
      label("a", "web");
      taken(ApiCall.delete(CONFIG_MAP, key("a")));
      cluster.create(settings("other").inNamespace("default"), ME);

      assertThat(stories()).containsExactly("ADDED a", "MODIFIED a", "DELETED a");
    }
  }

  @Test
  void goesOnFromAResourceVersion() {
    String version = created(settings("a")).textAt("metadata", "resourceVersion").orElseThrow();
    created(settings("b"));

    try (Watching watching = api.watch(ALL.with("resourceVersion", version), events::add)) {
      assertThat(watching.isOpen()).isTrue();
      created(settings("c"));

      assertThat(stories()).containsExactly("ADDED b", "ADDED c");
    }
  }

  @Test
  void anObjectThatLeavesTheSelectionIsDeletedAsItWasLast() {
    try (Watching watching = api.watch(ALL.with("labelSelector", "app=web"), events::add)) {
      assertThat(watching.isOpen()).isTrue();
      created(settings("a", ", labels: {app: db}"));
      label("a", "web");
      label("a", "db");
      taken(ApiCall.delete(CONFIG_MAP, key("a")));

      assertThat(stories()).containsExactly("ADDED a", "DELETED a");
    }
    MapValue last = events.get(1).object();
    assertThat(last.textAt("metadata", "labels", "app")).contains("web");
    assertThat(Long.parseLong(last.textAt("metadata", "resourceVersion").orElseThrow()))
        .isGreaterThan(
            Long.parseLong(
                events.get(0).object().textAt("metadata", "resourceVersion").orElseThrow()));
  }

  @Test
  void fromWhatIsForgottenItIsGone() {
    Watching watching = api.watch(ALL.with("resourceVersion", "1"), events::add);

    assertThat(stories()).containsExactly("ERROR -");
    assertThat(events.get(0).object().integerAt("code")).contains(410L);
    assertThat(events.get(0).object().textAt("message"))
        .contains("too old resource version: 1 (100)");
    assertThat(watching.isOpen()).isFalse();
  }

  @Test
  void whatIsRefusedIsToldAsAnError() {
    Watching watching = api.watch(ALL.with("labelSelector", "a==="), events::add);

    assertThat(stories()).containsExactly("ERROR -");
    assertThat(events.get(0).object().integerAt("code")).contains(400L);
    assertThat(watching.isOpen()).isFalse();
  }

  @Test
  void bookmarksComeOnRequestOnceAMinute() {
    ApiCall call = ALL.with("allowWatchBookmarks", "true").with("timeoutSeconds", "150");
    Watching watching = api.watch(call, events::add);

    time.advance(Duration.ofMinutes(10));

    assertThat(stories()).containsExactly("BOOKMARK -", "BOOKMARK -");
    assertThat(events.get(0).object())
        .isEqualTo(
            json(
                "{'kind':'ConfigMap','apiVersion':'v1','metadata':{'resourceVersion':'105',"
                    + "'creationTimestamp':null}}"));
    assertThat(watching.isOpen()).isFalse();
  }
}
