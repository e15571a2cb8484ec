package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Live objects out of short YAML. */
final class Live {
  private Live() {}

  /**
   * An object of generation 2.
   *
   * @param type {@code apiVersion/Kind}
   * @param yaml the entries of the object in flow style, without braces, besides type and name
   */
  static LiveResource object(String type, String yaml) {
    int slash = type.lastIndexOf('/');
    MapValue content = map("{" + yaml + "}");
    MapValue metadata =
        map("{namespace: shop, generation: 2, resourceVersion: '7'}")
            .with("name", Scalar.of("it"))
            .with("uid", Scalar.of("uid-it"));
    for (String key : content.mapAt("metadata").keys()) {
      metadata = metadata.with(key, content.mapAt("metadata").get(key).orElseThrow());
    }
    return LiveResource.of(
        Manifest.of(
            content
                .with("apiVersion", Scalar.of(type.substring(0, slash)))
                .with("kind", Scalar.of(type.substring(slash + 1)))
                .with("metadata", metadata)));
  }

  private static MapValue map(String yaml) {
    Object plain = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return Value.of(plain).asMap().orElseThrow();
  }
}
