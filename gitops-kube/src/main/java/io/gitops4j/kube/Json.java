package io.gitops4j.kube;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/** The edge between text on the wire and values of the core. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static String write(Value value) {
    return MAPPER.writeValueAsString(value.toPlain());
  }

  /**
   * Reads an object.
   *
   * @throws ClusterException if the text is no JSON object
   */
  static MapValue read(Purpose purpose, String text) {
    Value value;
    try {
      value = parse(text);
    } catch (JacksonException e) {
      // The parser quotes what it does not understand, which may be a Secret: its words and the
      // exception itself stay here.
      throw badAnswer(purpose, "is not JSON" + place(e.getLocation()));
    } catch (IllegalArgumentException e) {
      throw badAnswer(purpose, "holds a number that JSON can't hold");
    }
    return value.asMap().orElseThrow(() -> badAnswer(purpose, "is not a JSON object"));
  }

  /** Reads an object; empty if the text is none. */
  static Optional<MapValue> tryRead(String text) {
    if (!text.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      return parse(text).asMap();
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Value parse(String text) {
    return Value.of(MAPPER.readValue(text, Object.class));
  }

  private static String place(TokenStreamLocation location) {
    return location == null
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  static ClusterException badAnswer(Purpose purpose, String problem) {
    return new ClusterException(
        ClusterException.Reason.BAD_ANSWER,
        "can't %s: the cluster's answer %s".formatted(purpose, problem),
        null);
  }
}
