package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiDeletesTest extends ApiFixture {
  @Test
  void answersWithASuccess() {
    MapValue made = created(settings("a"));

    ApiAnswer answer = taken(ApiCall.delete(CONFIG_MAP, key("a")));

    assertThat(answer.body())
        .isEqualTo(
            json(
                "{'kind':'Status','apiVersion':'v1','metadata':{},'status':'Success','details':{"
                    + "'name':'a','kind':'configmaps','uid':'%s'}}"
                        .formatted(made.textAt("metadata", "uid").orElseThrow())));
  }

  @Test
  void inTheForegroundWaitsAndMayBeAskedOtherwise() {
    created(settings("a"));
    ApiCall delete = ApiCall.delete(CONFIG_MAP, key("a"));

    MapValue first = taken(delete.with("propagationPolicy", "Foreground")).body();
    MapValue again = taken(delete).body();
    MapValue orphaning = taken(delete.with("propagationPolicy", "Orphan")).body();
    ApiAnswer last = taken(delete.with("propagationPolicy", "Background"));

    assertThat(finalizers(first)).containsExactly(Value.of("foregroundDeletion"));
    assertThat(again).isEqualTo(first);
    assertThat(finalizers(orphaning)).containsExactly(Value.of("orphan"));
    assertThat(last.body().textAt("status")).contains("Success");
  }

  private static List<Value> finalizers(Value object) {
    return object.itemsAt("metadata", "finalizers");
  }

  @Test
  void givesPodsTime() {
    GroupVersionKind pod = GroupVersionKind.of("v1", "Pod");
    created(
        Yaml.manifest(
            "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: guestbook},"
                + " spec: {nodeName: n, containers: [{name: a, image: b}]}}"));
    ApiCall delete = ApiCall.delete(pod, Yaml.key("", "Pod", "p"));

    MapValue usual = taken(delete).body();
    MapValue shorter = taken(delete.with("gracePeriodSeconds", "5")).body();
    MapValue longer = taken(delete.with("gracePeriodSeconds", "50")).body();
    MapValue none = taken(delete.with("gracePeriodSeconds", "0")).body();

    assertThat(usual.integerAt("metadata", "deletionGracePeriodSeconds")).contains(30L);
    assertThat(usual.textAt("metadata", "deletionTimestamp")).contains("2026-01-05T08:00:30Z");
    assertThat(shorter.textAt("metadata", "deletionTimestamp")).contains("2026-01-05T08:00:05Z");
    assertThat(longer).isEqualTo(shorter);
    assertThat(none.textAt("kind")).contains("Pod");
    assertThat(api.send(ApiCall.get(pod, "guestbook", "p")).code()).isEqualTo(404);
  }

  @Test
  void letsNoFinalizersInAnyMore() {
    created(settings("a", ", finalizers: [a.b/c]"));
    taken(ApiCall.delete(CONFIG_MAP, key("a")));

    ApiAnswer more =
        api.send(
            ApiCall.mergePatch(
                CONFIG_MAP,
                key("a"),
                json("{'metadata':{'finalizers':['a.b/c','g.h/i','d.e/f']}}"),
                ME));
    ApiAnswer none =
        taken(
            ApiCall.mergePatch(CONFIG_MAP, key("a"), json("{'metadata':{'finalizers':null}}"), ME));

    assertThat(more.message())
        .isEqualTo(
            "ConfigMap \"a\" is invalid: metadata.finalizers: Forbidden: no new finalizers can be"
                + " added if the object is being deleted, found new finalizers"
                + " []string{\"d.e/f\", \"g.h/i\"}");
    assertThat(none.body().at("metadata", "deletionTimestamp")).isPresent();
    assertThat(api.send(ApiCall.get(CONFIG_MAP, "guestbook", "a")).code()).isEqualTo(404);
  }

  @Test
  void leavesThePodsOfAJobThatIsDeletedWithoutAWord() {
    created(
        Yaml.manifest(
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate, namespace: guestbook}
            spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: m}]}}}
            """));
    ResourceKey job = new ResourceKey("batch", "Job", "guestbook", "migrate");

    ApiAnswer answer = taken(ApiCall.delete(GroupVersionKind.of("batch/v1", "Job"), job));

    assertThat(answer.body().itemsAt("metadata", "finalizers"))
        .containsExactly(Scalar.of("orphan"));
  }

  @Test
  void answersWithTheServiceAccountThatIsGone() {
    created(
        Yaml.manifest(
            "{apiVersion: v1, kind: ServiceAccount, metadata: {name: bot, namespace: guestbook}}"));
    ResourceKey bot = new ResourceKey("", "ServiceAccount", "guestbook", "bot");

    ApiAnswer answer = taken(ApiCall.delete(GroupVersionKind.of("v1", "ServiceAccount"), bot));

    assertThat(answer.body().textAt("kind")).contains("ServiceAccount");
    assertThat(answer.body().at("metadata", "deletionTimestamp")).isEmpty();
  }
}
