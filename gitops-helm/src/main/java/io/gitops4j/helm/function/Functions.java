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
    ListFunctions.addTo(table);
    SequenceFunctions.addTo(table);
    DictFunctions.addTo(table);
    NumberFunctions.addTo(table);
    DecimalFunctions.addTo(table);
    RegexFunctions.addTo(table);
    DateFunctions.addTo(table);
    EncodingFunctions.addTo(table);
    CipherFunctions.addTo(table);
    CertificateFunctions.addTo(table);
    RandomFunctions.addTo(table);
    VersionFunctions.addTo(table);
    UrlFunctions.addTo(table);
    PathFunctions.addTo(table);
    ReflectionFunctions.addTo(table);
    FlowFunctions.addTo(table);
    FormatFunctions.addTo(table);
    TemplateFunctions.addTo(table);
    return table.build();
  }
}
