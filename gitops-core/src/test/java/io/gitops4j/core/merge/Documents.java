package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Values and paths as the tables write them. */
final class Documents {
  /** A struct with a field of every sort. */
  static final Schema EVERY_SORT =
      Schema.struct()
          .field("scalar", Schema.scalar())
          .field("text", Schema.text())
          .field("number", Schema.number())
          .field("flag", Schema.bool())
          .field("atoms", Schema.atomicList(Schema.text()))
          .field("whole", Schema.atomicMap(Schema.text()))
          .field("set", Schema.setOf(Schema.text()))
          .field("map", Schema.mapOf(Schema.deduced()))
          .field("list", Schema.keyedList(item(), "name"))
          .field("ports", Schema.keyedList(item(), Schema.ListKey.of("port"), tcp()))
          .field("pairs", Schema.keyedList(Schema.deduced(), "a", "b"))
          .field("struct", Schema.struct().field("x", Schema.scalar()).field("y", item()).build())
          .field("any", Schema.deduced())
          .build();

  private Documents() {}

  private static Schema.ListKey tcp() {
    return Schema.ListKey.of("protocol", Scalar.of("TCP"));
  }

  private static Schema item() {
    return Schema.struct().others(Schema.deduced()).field("name", Schema.scalar()).build();
  }

  static Value value(String yaml) {
    return Value.of(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  static MapValue map(String yaml) {
    return value(yaml).asMap().orElseThrow();
  }

  /** The paths of a set as text, so that tables need not know their order. */
  static Set<String> paths(FieldSet set) {
    Set<String> paths = new TreeSet<>();
    set.forEach(path -> paths.add(path.toString()));
    return paths;
  }

  /** Paths written with blanks between them. */
  static Set<String> paths(String text) {
    Set<String> paths = new TreeSet<>(Arrays.asList(text.strip().split(" +", -1)));
    paths.remove("");
    paths.remove("-");
    return paths;
  }
}
