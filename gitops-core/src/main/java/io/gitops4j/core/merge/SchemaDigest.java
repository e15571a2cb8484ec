package io.gitops4j.core.merge;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.merge.Schema.ListKey;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.IdentityHashMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a schema down, each type once, so that two schemas with one digest merge alike. The other
 * way round it need not hold.
 */
final class SchemaDigest {
  private final StringBuilder text = new StringBuilder();

  /** Types by the order in which they were met: a type may contain itself. */
  private final IdentityHashMap<Shapes, Integer> met = new IdentityHashMap<>();

  private SchemaDigest() {}

  static Digest of(Schema schema) {
    SchemaDigest digest = new SchemaDigest();
    digest.write(schema);
    return Digest.of(digest.text.toString());
  }

  private void write(Schema schema) {
    Shapes shapes = schema.shapes();
    Integer number = met.putIfAbsent(shapes, met.size());
    if (number != null) {
      text.append('#').append(number).append(';');
      return;
    }
    text.append('(').append(shapes.scalar());
    write(shapes.list());
    write(shapes.map());
    text.append(')');
  }

  private void write(@Nullable ListShape list) {
    if (list == null) {
      return;
    }
    text.append('[').append(list.kind());
    for (ListKey key : list.keys()) {
      text.append(' ').append(key.name()).append('=').append(key.fallback());
    }
    write(list.items());
    text.append(']');
  }

  private void write(@Nullable MapShape map) {
    if (map == null) {
      return;
    }
    text.append(map.isAtomic() ? "{!" : "{");
    new TreeMap<>(map.fields())
        .forEach(
            (name, schema) -> {
              text.append(name.length()).append(':').append(name);
              write(schema);
            });
    Schema others = map.others();
    if (others != null) {
      text.append('*');
      write(others);
    }
    text.append('}');
  }
}
