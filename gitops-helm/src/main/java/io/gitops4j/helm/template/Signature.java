package io.gitops4j.helm.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a function, with the checks and texts that Go has for calls.
 *
 * @since 0.1.0
 */
public final class Signature {
  private final List<GoType> parameters;
  private final boolean variadic;

  private Signature(List<GoType> parameters, boolean variadic) {
    this.parameters = parameters;
    this.variadic = variadic;
  }

  /** Takes exactly these. */
  public static Signature of(GoType... parameters) {
    return new Signature(List.of(parameters), false);
  }

  /** Takes these, the last of them any number of times, also none. */
  public static Signature variadic(GoType... parameters) {
    if (parameters.length == 0) {
      throw new IllegalArgumentException("a variadic function has a last parameter");
    }
    return new Signature(List.of(parameters), true);
  }

  /** How many parameters must have an argument. */
  public int required() {
    return variadic ? parameters.size() - 1 : parameters.size();
  }

  /** Whether the last parameter takes any number of arguments. */
  public boolean isVariadic() {
    return variadic;
  }

  /** The type of the parameter for an argument, by its index. */
  public GoType parameter(int index) {
    return variadic && index >= required()
        ? parameters.get(parameters.size() - 1)
        : parameters.get(index);
  }

  /** Go's text if so many arguments do not fit, else null. */
  public @Nullable String wrongCount(String function, int arguments) {
    int required = required();
    if (variadic && arguments < required) {
      return "wrong number of args for %s: want at least %d got %d"
          .formatted(function, required, arguments);
    }
    if (!variadic && arguments != required) {
      return "wrong number of args for %s: want %d got %d".formatted(function, required, arguments);
    }
    return null;
  }

  /** Go's text if a value does not fit a type, else null. */
  public static @Nullable String wrongType(@Nullable Object value, GoType type) {
    if (value == null) {
      boolean fits = type.kind().canBeNil() || type.equals(GoType.VALUE);
      return fits ? null : "invalid value; expected " + type;
    }
    GoType got = GoValues.typeOf(value);
    return got.assignableTo(type)
        ? null
        : "wrong type for value; expected %s; got %s".formatted(type, got);
  }
}
