package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.KubernetesApi;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A real server, which takes its time. For one sequence; not thread-safe. */
final class ServerSide implements Side {
  private static final GroupVersionKind DEFINITION =
      GroupVersionKind.of("apiextensions.k8s.io/v1", "CustomResourceDefinition");
  private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";
  private static final Duration MOST = Duration.ofSeconds(15);

  /** What serves the objects learns of a definition a moment after everybody else. */
  private static final Duration MOMENT = Duration.ofMillis(60);

  private final KubernetesApi api;
  private final Set<String> definitions = new LinkedHashSet<>();

  ServerSide(KubernetesApi api) {
    this.api = api;
  }

  @Override
  public KubernetesApi api() {
    return api;
  }

  /** The server stamps entries with seconds of the wall clock. */
  @Override
  public void beginNextSecond() {
    long now = System.currentTimeMillis();
    pause(Duration.ofMillis(1_020 - now % 1_000));
  }

  private static void pause(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }

  @Override
  public void settle(MapValue definition) {
    String name = definition.textAt("metadata", "name").orElse("");
    definitions.add(name);
    awaitAtMost(MOST, () -> isSettled(name));
    pause(MOMENT);
  }

  @Override
  public void await(BooleanSupplier condition) {
    awaitAtMost(MOST, condition);
    pause(MOMENT);
  }

  private static void awaitAtMost(Duration most, BooleanSupplier condition) {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private boolean isSettled(String name) {
    ApiAnswer answer = api.send(ApiCall.get(DEFINITION, "", name));
    if (!answer.isSuccess()) {
      return true;
    }
    MapValue definition = answer.body();
    return definition.at("metadata", "deletionTimestamp").isPresent()
        ? isGoing(definition)
        : isServed(definition);
  }

  /** Its objects are told to go too; it waits for those that something holds. */
  private boolean isGoing(MapValue definition) {
    if (!definition.itemsAt("metadata", "finalizers").contains(Scalar.of(CLEANUP))) {
      return true;
    }
    List<Value> objects = objects(definition);
    return !objects.isEmpty() && objects.stream().allMatch(ServerSide::isHeld);
  }

  private static boolean isHeld(Value object) {
    return object.at("metadata", "deletionTimestamp").isPresent()
        && !object.itemsAt("metadata", "finalizers").isEmpty();
  }

  private boolean isServed(MapValue definition) {
    return hasCondition(definition, "NamesAccepted", "False")
        || (hasCondition(definition, "Established", "True")
            && isNamedAsAccepted(definition)
            && (versions(definition).isEmpty() || api.send(list(definition)).isSuccess()));
  }

  private static boolean isNamedAsAccepted(MapValue definition) {
    return definition.at("spec", "names").equals(definition.at("status", "acceptedNames"));
  }

  private static boolean hasCondition(MapValue definition, String type, String status) {
    return definition.itemsAt("status", "conditions").stream()
        .filter(condition -> condition.textAt("type").filter(type::equals).isPresent())
        .anyMatch(condition -> condition.textAt("status").filter(status::equals).isPresent());
  }

  private List<Value> objects(MapValue definition) {
    return api.send(list(definition)).body().itemsAt("items");
  }

  private static Set<String> versions(MapValue definition) {
    Set<String> served = new LinkedHashSet<>();
    for (Value version : definition.itemsAt("spec", "versions")) {
      if (version.at("served").equals(Optional.of(Scalar.of(true)))) {
        served.add(version.textAt("name").orElse("v1"));
      }
    }
    return served;
  }

  private static ApiCall list(MapValue definition) {
    String group = definition.textAt("spec", "group").orElse("");
    String kind = definition.textAt("spec", "names", "kind").orElse("Unknown");
    String version = versions(definition).stream().findFirst().orElse("v1");
    return ApiCall.list(new GroupVersionKind(group, version, kind), "");
  }

  /** Every definition is work for the server as long as it is there. */
  void cleanUp() {
    for (String name : definitions) {
      ResourceKey key = new ResourceKey(DEFINITION.group(), DEFINITION.kind(), "", name);
      api.send(ApiCall.delete(DEFINITION, key));
    }
  }
}
