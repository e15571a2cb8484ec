package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the schema of a custom resource definition makes of an object. */
interface CustomType {
  /** Takes everything as it comes. */
  CustomType ANY =
      new CustomType() {
        @Override
        public MapValue read(MapValue object) {
          return object;
        }

        @Override
        public MapValue completed(MapValue object) {
          return object;
        }

        @Override
        public List<Cause> problems(@Nullable MapValue before, MapValue object) {
          return List.of();
        }

        @Override
        public List<Cause> problemsOfStatus(MapValue object) {
          return List.of();
        }
      };

  /** As the schema of a definition has it. */
  static CustomType of(StructuralSchema schema) {
    return new CustomType() {
      @Override
      public MapValue read(MapValue object) {
        return schema.defaulted(schema.pruned(object));
      }

      @Override
      public MapValue completed(MapValue object) {
        return schema.completed(object);
      }

      @Override
      public List<Cause> problems(@Nullable MapValue before, MapValue object) {
        return schema.problems(before, object);
      }

      @Override
      public List<Cause> problemsOfStatus(MapValue object) {
        return schema.problemsOfStatus(object);
      }
    };
  }

  /** Without fields that the schema does not know, and with its defaults. */
  MapValue read(MapValue object);

  /** With the defaults of the schema; what it does not know, and nulls, stay. */
  MapValue completed(MapValue object);

  /** What is wrong with an object; null is before for a creation. */
  List<Cause> problems(@Nullable MapValue before, MapValue object);

  /** What is wrong with an object whose status was written. */
  List<Cause> problemsOfStatus(MapValue object);
}
