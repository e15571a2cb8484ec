package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the objects of an {@link InMemoryCluster}; see {@code GitOpsAssertions}.
 *
 * @since 0.1.0
 */
public final class InMemoryClusterAssert
    extends AbstractAssert<InMemoryClusterAssert, InMemoryCluster> {

  /** Asserts about a cluster. */
  public InMemoryClusterAssert(InMemoryCluster actual) {
    super(actual, InMemoryClusterAssert.class);
  }

  /** There is such an object. */
  public InMemoryClusterAssert contains(ResourceKey key) {
    require(key);
    return this;
  }

  /** There is no such object, not even one that is being deleted. */
  public InMemoryClusterAssert doesNotContain(ResourceKey key) {
    isNotNull();
    if (actual.peek(key).isPresent()) {
      failWithMessage("%s must not have %s, but it has", actual, key);
    }
    return this;
  }

  /** So many objects of a kind are in a namespace. */
  public InMemoryClusterAssert hasCount(GroupKind kind, String namespace, int expected) {
    List<ResourceKey> found =
        neighbours(kind).stream().filter(key -> key.namespace().equals(namespace)).toList();
    if (found.size() != expected) {
      failWithMessage(
          "%s must have %d of %s in namespace '%s', but has %d: %s",
          actual, expected, kind, namespace, found.size(), found);
    }
    return this;
  }

  /**
   * A field under nested map keys has this value.
   *
   * @param expected plain Java data, as {@link Value#of} takes it
   */
  public InMemoryClusterAssert hasField(ResourceKey key, Object expected, String... path) {
    Optional<Value> found = require(key).content().at(path);
    if (!found.equals(Optional.of(Value.of(expected)))) {
      failWithMessage(
          "%s of %s must be %s, but is %s",
          String.join(".", path),
          key,
          expected,
          found.map(Value::toPlain).map(String::valueOf).orElse("missing"));
    }
    return this;
  }

  /** The object meets these assertions. */
  public InMemoryClusterAssert has(ResourceKey key, Consumer<LiveResource> requirements) {
    requirements.accept(require(key));
    return this;
  }

  private LiveResource require(ResourceKey key) {
    isNotNull();
    Optional<LiveResource> found = actual.peek(key);
    if (found.isEmpty()) {
      failWithMessage(
          "%s must have %s, but of this kind it has only %s",
          actual, key, neighbours(key.groupKind()));
    }
    return found.orElseThrow();
  }

  private List<ResourceKey> neighbours(GroupKind kind) {
    Collection<LiveResource> all = actual.snapshot().all();
    return all.stream().map(LiveResource::key).filter(key -> key.groupKind().equals(kind)).toList();
  }
}
