package io.gitops4j.helm.function;

import io.gitops4j.helm.template.FunctionTable;

/**
 * All functions of Helm's templates but those that Go's {@code text/template} has itself.
 *
 * @since 0.1.0
 */
public final class Functions {
  private static final FunctionTable TABLE = build();

  private Functions() {}

  /** The functions by name; the same object on each call. */
  public static FunctionTable table() {
    return TABLE;
  }

  private static FunctionTable build() {
    FunctionTable.Builder table = FunctionTable.builder();
    StringFunctions.addTo(table);
    CaseFunctions.addTo(table);
    SplitFunctions.addTo(table);
    return table.build();
  }
}
