package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/** The zero values of Go's types. */
final class Zero {
  private Zero() {}

  /** What a map of such elements has under a key that it does not have. */
  static @Nullable Object of(GoType type) {
    if (type.equals(GoType.BYTES)) {
      return GoBytes.of(new byte[0]);
    }
    GoKind kind = type.kind();
    return switch (kind) {
      case INTERFACE, PTR -> Boxed.NIL;
      case STRING -> "";
      case BOOL -> false;
      case INT -> 0L;
      case FLOAT64 -> 0.0;
      case SLICE -> GoList.nil(type);
      case MAP -> GoMap.nil(type);
      case FLOAT32 -> new GoNumber(kind, 0.0);
      default -> kind.isSigned() || kind.isUnsigned() ? new GoNumber(kind, 0L) : null;
    };
  }
}
