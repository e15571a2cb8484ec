package io.gitops4j.helm.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a function. The arguments were checked against its signature, so the typed getters
 * fail only for parameters of another type, which is a mistake of the function.
 *
 * @param evaluation that it is part of
 * @param args unmodifiable
 * @since 0.1.0
 */
public record Call(Evaluation evaluation, List<@Nullable Object> args) {

  /** How many arguments there are. */
  public int size() {
    return args.size();
  }

  /** An argument as it is. */
  public @Nullable Object get(int index) {
    return args.get(index);
  }

  /** The argument for a parameter of type string. */
  public String string(int index) {
    return cast(String.class, index);
  }

  /** The argument for a parameter of type int, or of another kind of integer. */
  public long integer(int index) {
    Object value = args.get(index);
    return value instanceof GoNumber number ? number.integer() : cast(Long.class, index);
  }

  /** The argument for a parameter of type float64. */
  public double decimal(int index) {
    return cast(Double.class, index);
  }

  /** The argument for a parameter of type bool. */
  public boolean bool(int index) {
    return cast(Boolean.class, index);
  }

  /** The argument for a parameter of a map's type; nil is an empty nil map. */
  public GoMap map(int index) {
    Object value = args.get(index);
    return value == null ? GoMap.nil(GoType.MAP) : cast(GoMap.class, index);
  }

  /** The argument for a parameter of a slice's type; nil is an empty nil slice. */
  public GoList list(int index) {
    Object value = args.get(index);
    return value == null ? GoList.nil(GoType.LIST) : cast(GoList.class, index);
  }

  /** All arguments from an index on. */
  public List<@Nullable Object> from(int index) {
    return args.subList(index, args.size());
  }

  /** What counts the costs. */
  public Meter meter() {
    return evaluation.meter();
  }

  private <T> T cast(Class<T> type, int index) {
    Object value = args.get(index);
    if (!type.isInstance(value)) {
      throw new IllegalStateException(
          "argument %d is %s, not %s".formatted(index, GoValues.typeName(value), type.getName()));
    }
    return type.cast(value);
  }
}
