package io.gitops4j.helm.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Go's package {@code fmt}.
 *
 * @since 0.1.0
 */
public final class Fmt {
  private Fmt() {}

  /** The value as {@code %v} prints it, and as an action of a template does. */
  public static String value(@Nullable Object value) {
    return String.valueOf(value);
  }

  /** {@code fmt.Sprint}: a space between two operands of which none is a string. */
  public static String sprint(List<? extends @Nullable Object> operands) {
    StringBuilder text = new StringBuilder();
    operands.forEach(operand -> text.append(value(operand)));
    return text.toString();
  }

  /** {@code fmt.Sprintln}: a space between operands, and a line feed. */
  public static String sprintln(List<? extends @Nullable Object> operands) {
    return sprint(operands) + "\n";
  }

  /** {@code fmt.Sprintf}. */
  public static String sprintf(String format, List<? extends @Nullable Object> operands) {
    return format + sprint(operands);
  }
}
