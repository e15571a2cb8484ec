package io.gitops4j.testkit.cluster;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of the API server: what its JSON may be, and what is kept of it.
 *
 * @param base its sort
 * @param items of lists and maps
 * @param struct the name of a struct, else empty
 */
record WireType(Base base, @Nullable WireType items, String struct) {

  /** Sorts of types, with the words of the server's language for them. */
  enum Base {
    TEXT("string"),
    BOOLEAN("bool"),
    INT32("int32"),
    INT64("int64"),
    NUMBER("float64"),
    BYTES("[]uint8"),
    QUANTITY("resource.Quantity"),
    TIME("string"),
    MICRO_TIME("string"),
    INT_OR_TEXT("intstr.IntOrString"),
    ANY("any"),
    LIST("[]"),
    MAP("map"),
    STRUCT("struct");

    private final String word;

    Base(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private static final Map<String, Base> SCALARS =
      Map.of(
          "text", Base.TEXT,
          "boolean", Base.BOOLEAN,
          "int32", Base.INT32,
          "int64", Base.INT64,
          "number", Base.NUMBER,
          "bytes", Base.BYTES,
          "quantity", Base.QUANTITY,
          "time", Base.TIME,
          "microTime", Base.MICRO_TIME,
          "intOrText", Base.INT_OR_TEXT);

  /** Reads {@code list text}, {@code map quantity}, {@code PodSpec}. */
  static WireType parse(String text) {
    if (text.startsWith("list ")) {
      return new WireType(Base.LIST, parse(text.substring(5)), "");
    }
    if (text.startsWith("map ")) {
      return new WireType(Base.MAP, parse(text.substring(4)), "");
    }
    if (text.equals("any")) {
      return new WireType(Base.ANY, null, "");
    }
    Base scalar = SCALARS.get(text);
    return scalar == null ? new WireType(Base.STRUCT, null, text) : new WireType(scalar, null, "");
  }

  WireType item() {
    if (items == null) {
      throw new IllegalStateException(this + " has no items");
    }
    return items;
  }

  /** As the server names it in errors. */
  String word() {
    return switch (base) {
      case LIST -> "[]" + item().word();
      case MAP -> "map[string]" + item().word();
      case STRUCT -> "v1." + struct;
      default -> base.word();
    };
  }
}
