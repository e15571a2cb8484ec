package io.gitops4j.core.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list of values.
 *
 * @param items copied
 * @since 0.1.0
 */
public record ListValue(List<Value> items) implements Value {
  /** The list without items. */
  public static final ListValue EMPTY = new ListValue(List.of());

  /** Copies the items. */
  public ListValue {
    items = List.copyOf(items);
  }

  /** A list of these items. */
  public static ListValue of(Value... items) {
    return new ListValue(List.of(items));
  }

  @Override
  public Optional<ListValue> asList() {
    return Optional.of(this);
  }

  @Override
  public ValueType type() {
    return ValueType.LIST;
  }

  @Override
  public Object toPlain() {
    List<@Nullable Object> plain = new ArrayList<>(items.size());
    items.forEach(item -> plain.add(item.toPlain()));
    return Collections.unmodifiableList(plain);
  }

  /** Whether there are no items. */
  public boolean isEmpty() {
    return items.isEmpty();
  }
}
