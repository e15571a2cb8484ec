package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Quantity;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.Optional;

/**
 * Writes amounts that are numbers as texts: {@code cpu: 1} is what everybody writes and a plain
 * create takes, but server-side apply refuses it on servers whose schema calls amounts texts.
 *
 * @since 0.1.0
 */
public final class AmountTexts {
  private AmountTexts() {}

  /** The configuration with texts for amounts; what does not fit the schema stays as it is. */
  public static MapValue in(MapValue config, Schema schema) {
    return SchemaWalk.rewritten(config, schema, AmountTexts::text);
  }

  private static Value text(Value value, Schema schema) {
    if (!schema.scalarKind().equals(Optional.of(ScalarKind.QUANTITY))) {
      return value;
    }
    return switch (value.type()) {
      case INTEGER -> Scalar.of(String.valueOf(value.toPlain()));
      case DECIMAL -> Quantity.of(value).<Value>map(it -> Scalar.of(it.canonical())).orElse(value);
      default -> value;
    };
  }
}
