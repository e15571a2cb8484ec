package io.gitops4j.core.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads YAML and JSON as kubectl does: YAML 1.1 with kubectl's own idea of scalars, then converted
 * to JSON.
 *
 * <ul>
 *   <li>Numbers: {@code 0644} and {@code 0o644} are 420, {@code 0x1F}, {@code 0b11}, {@code 1_000};
 *       {@code 1.0} and {@code 1e3} are integers; from 2<sup>63</sup> on an integer is a double;
 *       what no double holds is a text. Timestamps and sexagesimals are text.
 *   <li>{@code yes}, {@code on}, {@code y}, {@code true} and their opposites are booleans in three
 *       spellings: {@code yes}, {@code Yes}, {@code YES}.
 *   <li>Keys become text after they were understood: {@code y:} is {@code "true"}, {@code 0x10:} is
 *       {@code "16"}.
 *   <li>Merges ({@code <<}) apply where they stand: a merge wins over the keys before it, a key
 *       over the merges before it; in a list of maps the first one wins.
 *   <li>Streams are cut at each line that begins with {@code ---}, also inside quotes. Empty and
 *       null documents are skipped. A text that begins with a bracket may be JSON, also several
 *       documents without anything between them.
 * </ul>
 *
 * <p>Refused, though kubectl reads it:
 *
 * <ul>
 *   <li>a key twice in one map, also in two spellings ({@code 1} and {@code "1"}); kubectl keeps
 *       the last one
 *   <li>bytes that are no UTF-8 (or UTF-16 with a byte order mark); kubectl replaces them
 *   <li>U+0085, U+2028 and U+2029 in YAML unless written as escapes, and the escapes {@code \L} and
 *       {@code \P}
 *   <li>between brackets: a text that ends in a colon, one that begins with {@code ?}, a lone
 *       {@code -}, a tag right before a comma; quoted they are fine
 *   <li>text after the end marker {@code ...}; kubectl ignores it
 *   <li>a number beyond a double in JSON, where a later document of kubectl's stream makes it a
 *       text
 *   <li>an object without {@code apiVersion} or name
 * </ul>
 *
 * <p>Accepted, though kubectl refuses it:
 *
 * <ul>
 *   <li>YAML where the stream begins with a brace or a document of JSON: flow style, comments,
 *       further documents after {@code ---}
 *   <li>a document on the line of its {@code ---} marker
 *   <li>the escapes {@code \/} and surrogate pairs, U+007F, a tab at the beginning of a block of
 *       text, anchors of any characters, a question mark at the end of a text between brackets
 *   <li>{@code !!timestamp} with an impossible date
 *   <li>a List within a List
 * </ul>
 *
 * <p>Read otherwise: {@code items} of a kind that does not end in {@code List} are a field like any
 * other; all documents of JSON after a {@code ---} are read, not only the first; -2<sup>63</sup> as
 * a decimal is the integer.
 *
 * <p>Immutable and thread-safe. Errors name the place and what would be right, and quote no content
 * but keys and scalars that can't be read, so that no Secret leaves with them.
 *
 * @since 0.1.0
 */
public final class ManifestReader {
  private static final ManifestReader DEFAULT = new ManifestReader(ManifestLimits.defaults());

  private final ManifestLimits limits;

  private ManifestReader(ManifestLimits limits) {
    this.limits = limits;
  }

  /** A reader with {@link ManifestLimits#defaults}. */
  public static ManifestReader create() {
    return DEFAULT;
  }

  /** A reader with these limits. */
  public static ManifestReader withLimits(ManifestLimits limits) {
    return new ManifestReader(limits);
  }

  /**
   * Reads Kubernetes objects; the items of a List stand in its place.
   *
   * @param file names the content in positions and errors
   * @return in the order of the documents, maybe none
   * @throws ManifestException if a document is broken, beyond a limit or no Kubernetes object
   */
  public List<Manifest> read(String file, byte[] content) {
    return manifests(documents(file, content));
  }

  /** Like {@link #read(String, byte[])}, of a text. */
  public List<Manifest> read(String file, String content) {
    return manifests(documents(file, checkedText(file, content)));
  }

  /**
   * Reads any documents, such as the values of a chart.
   *
   * @param file names the content in errors
   * @return one value for each document that is not null or empty
   * @throws ManifestException if a document is broken or beyond a limit
   */
  public List<Value> readValues(String file, byte[] content) {
    return documents(file, content).stream().map(Node::value).toList();
  }

  /** Like {@link #readValues(String, byte[])}, of a text. */
  public List<Value> readValues(String file, String content) {
    return documents(file, checkedText(file, content)).stream().map(Node::value).toList();
  }

  private List<Manifest> manifests(List<Node> documents) {
    ObjectReader objects = new ObjectReader(limits);
    documents.forEach(objects::add);
    return objects.manifests();
  }

  private List<Node> documents(String file, byte[] content) {
    checkSize(file, content.length);
    return documents(file, StreamText.decode(file, content));
  }

  private String checkedText(String file, String content) {
    checkSize(file, content.length());
    return StreamText.withoutMark(content);
  }

  private void checkSize(String file, int size) {
    if (size > limits.maxBytes()) {
      throw ManifestException.at(
          new SourcePosition(file, 1, 1),
          "%d bytes are more than the limit of %d: split the file"
              .formatted(size, limits.maxBytes()),
          null);
    }
  }

  private List<Node> documents(String file, String content) {
    List<Node> documents = new ArrayList<>();
    for (DocumentText text : DocumentText.split(file, content)) {
      for (Node document : nodes(text)) {
        if (!document.value().isNull()) {
          documents.add(document);
        }
      }
      if (documents.size() > limits.maxDocuments()) {
        throw tooMany(text.position(0), limits);
      }
    }
    return documents;
  }

  static ManifestException tooMany(SourcePosition position, ManifestLimits limits) {
    return ManifestException.at(
        position,
        "there are more than %d documents: split the file".formatted(limits.maxDocuments()),
        null);
  }

  private List<Node> nodes(DocumentText text) {
    if (!JsonComposer.mayRead(text.text())) {
      return yaml(text);
    }
    try {
      return JsonComposer.read(text, limits);
    } catch (JsonSyntaxException asJson) {
      return flowYaml(text, asJson);
    }
  }

  /**
   * Of two parsers that fail, the one that came further knows what was meant, if the text looked
   * like JSON at all.
   */
  private List<Node> flowYaml(DocumentText text, JsonSyntaxException asJson) {
    try {
      return yaml(text);
    } catch (ManifestException asYaml) {
      SourcePosition json = asJson.position();
      boolean jsonCameFurther = asYaml.position().stream().anyMatch(yaml -> isBehind(json, yaml));
      if (jsonCameFurther && JsonComposer.looksLikeJson(text.text())) {
        throw ManifestException.at(json, String.valueOf(asJson.getMessage()), asJson);
      }
      throw asYaml;
    }
  }

  private static boolean isBehind(SourcePosition one, SourcePosition other) {
    return one.line() > other.line()
        || (one.line() == other.line() && one.column() > other.column());
  }

  private List<Node> yaml(DocumentText text) {
    List<Node> nodes = new ArrayList<>();
    YamlEvents events = new YamlEvents(text);
    while (events.nextDocument()) {
      nodes.add(new YamlComposer(events, limits).document());
    }
    return nodes;
  }
}
