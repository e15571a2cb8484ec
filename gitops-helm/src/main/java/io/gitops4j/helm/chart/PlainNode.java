package io.gitops4j.helm.chart;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plain data as the schema library sees it. */
final class PlainNode implements JsonNode {
  private final @Nullable Object value;
  private final String pointer;

  PlainNode(@Nullable Object value, String pointer) {
    this.value = value;
    this.pointer = pointer;
  }

  /** Reads what the library brings itself, such as the schemas of schemas. */
  static JsonNodeFactory factory() {
    return new JsonNodeFactory() {
      @Override
      public JsonNode wrap(@Nullable Object plain) {
        return plain instanceof JsonNode node ? node : new PlainNode(plain, "");
      }

      @Override
      public JsonNode create(String json) {
        return new PlainNode(Json.parse(json), "");
      }
    };
  }

  @Override
  public String getJsonPointer() {
    return pointer;
  }

  @Override
  public SimpleType getNodeType() {
    if (value == null) {
      return SimpleType.NULL;
    }
    if (value instanceof Boolean) {
      return SimpleType.BOOLEAN;
    }
    if (value instanceof Map<?, ?>) {
      return SimpleType.OBJECT;
    }
    if (value instanceof List<?>) {
      return SimpleType.ARRAY;
    }
    return value instanceof Number ? numberType() : SimpleType.STRING;
  }

  private SimpleType numberType() {
    return asNumber().stripTrailingZeros().scale() <= 0 ? SimpleType.INTEGER : SimpleType.NUMBER;
  }

  @Override
  public boolean asBoolean() {
    return Boolean.TRUE.equals(value);
  }

  @Override
  public String asString() {
    return String.valueOf(value);
  }

  @Override
  public BigInteger asInteger() {
    return asNumber().toBigInteger();
  }

  @Override
  public BigDecimal asNumber() {
    return value instanceof Double number
        ? BigDecimal.valueOf(number)
        : new BigDecimal(String.valueOf(value));
  }

  @Override
  public List<JsonNode> asArray() {
    List<JsonNode> items = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(item -> items.add(new PlainNode(item, pointer + "/" + items.size())));
    }
    return items;
  }

  @Override
  public Map<String, JsonNode> asObject() {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, member) ->
              members.put(
                  String.valueOf(key),
                  new PlainNode(
                      member, pointer + "/" + JsonNode.encodeJsonPointer(String.valueOf(key)))));
    }
    return members;
  }

  @Override
  public String toPrintableString() {
    return GoText.of(value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PlainNode that && Objects.equals(numbers(value), numbers(that.value));
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(numbers(value));
  }

  // So that 1 equals 1.0.
  private static @Nullable Object numbers(@Nullable Object plain) {
    if (plain instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> converted = new LinkedHashMap<>();
      map.forEach((key, member) -> converted.put(key, numbers(member)));
      return converted;
    }
    if (plain instanceof List<?> list) {
      List<@Nullable Object> converted = new ArrayList<>();
      list.forEach(item -> converted.add(numbers(item)));
      return converted;
    }
    return plain instanceof Number number ? (Object) number.doubleValue() : plain;
  }

  @Override
  public String toString() {
    return toPrintableString();
  }
}
