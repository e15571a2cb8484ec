package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.MapValue;
import java.util.Optional;

/**
 * A field of a definition that is made up.
 *
 * @param schema what the definition says of it
 * @param values such as the schema takes
 * @param items of a list
 */
record Draft(MapValue schema, Shape values, Optional<Draft> items) {

  static Draft of(MapValue schema, Shape values) {
    return new Draft(schema, values, Optional.empty());
  }

  /** What its values are like, or a little different: they are also to be refused. */
  Shape loosely() {
    return chance -> chance.isMalicious() ? chance.oddity() : values.make(chance);
  }
}
