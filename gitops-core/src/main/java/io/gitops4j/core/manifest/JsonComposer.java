package io.gitops4j.core.manifest;

import io.gitops4j.core.manifest.Node.Extent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON documents that follow each other. YAML would misread some of them: tabs, surrogate
 * escapes, long keys, numbers beyond a double.
 */
final class JsonComposer {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final int LONGEST_INTEGER = 20;

  private final JsonCursor cursor;
  private final SizeGuard guard;

  private JsonComposer(DocumentText text, ManifestLimits limits) {
    this.cursor = new JsonCursor(text);
    this.guard = new SizeGuard(limits);
  }

  /** Whether the text begins as a map or list of JSON does. */
  static boolean mayRead(String text) {
    int start = afterSpace(text, 0);
    return start < text.length() && (text.charAt(start) == '{' || text.charAt(start) == '[');
  }

  /**
   * Whether even what follows the first bracket is as in JSON, where flow style of YAML rarely
   * needs quotes.
   */
  static boolean looksLikeJson(String text) {
    int start = afterSpace(text, afterSpace(text, 0) + 1);
    return start < text.length() && "\"{[]}".indexOf(text.charAt(start)) >= 0;
  }

  private static int afterSpace(String text, int from) {
    int i = from;
    while (i < text.length() && JsonCursor.isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** All documents of the text. */
  static List<Node> read(DocumentText text, ManifestLimits limits) throws JsonSyntaxException {
    List<Node> documents = new ArrayList<>();
    JsonComposer composer = new JsonComposer(text, limits);
    composer.cursor.skipSpace();
    while (!composer.cursor.atEnd()) {
      documents.add(composer.value(0));
      composer.cursor.skipSpace();
    }
    return documents;
  }

  private Node value(int depth) throws JsonSyntaxException {
    cursor.skipSpace();
    SourcePosition position = cursor.position();
    char first = cursor.peek();
    if (first == '{' || first == '[') {
      guard.entering(depth + 1, position);
      return first == '{' ? map(depth, position) : list(depth, position);
    }
    if (first == '"') {
      String text = cursor.string();
      return new Node.ScalarNode(Scalar.of(text), position, Extent.ofScalar(text.length()));
    }
    return new Node.ScalarNode(literal(position), position, Extent.ofScalar(0));
  }

  private Scalar literal(SourcePosition position) throws JsonSyntaxException {
    if (cursor.take("true")) {
      return Scalar.of(true);
    }
    if (cursor.take("false")) {
      return Scalar.of(false);
    }
    if (cursor.take("null")) {
      return Scalar.NULL;
    }
    Matcher number = cursor.match(NUMBER);
    String text = number.group();
    boolean integral = number.group(1) == null && number.group(2) == null;
    if (integral && text.length() <= LONGEST_INTEGER) {
      BigInteger integer = new BigInteger(text);
      if (integer.bitLength() < Long.SIZE) {
        return Scalar.of(integer.longValue());
      }
    }
    double decimal = Double.parseDouble(text);
    if (Double.isInfinite(decimal)) {
      throw ManifestException.at(
          position,
          "the number is beyond the range of a double: quote it if a text is meant",
          null);
    }
    return GoNumber.throughJson(decimal);
  }

  private Node list(int depth, SourcePosition position) throws JsonSyntaxException {
    List<Node> items = new ArrayList<>();
    Extent extent = Extent.ofCollection();
    cursor.expect('[');
    for (boolean more = !cursor.takeAfterSpace(']'); more; more = cursor.more(']')) {
      Node item = value(depth + 1);
      items.add(item);
      extent = extent.plus(item.extent(), 0);
      guard.grown(extent, depth, item.position());
    }
    return Node.ListNode.of(items, position, extent);
  }

  private Node map(int depth, SourcePosition position) throws JsonSyntaxException {
    MapBuilder map = new MapBuilder(guard, depth);
    cursor.expect('{');
    for (boolean more = !cursor.takeAfterSpace('}'); more; more = cursor.more('}')) {
      cursor.skipSpace();
      SourcePosition keyPosition = cursor.position();
      String key = cursor.string();
      cursor.skipSpace();
      cursor.expect(':');
      map.put(key, keyPosition, value(depth + 1));
    }
    return map.build(position);
  }
}
