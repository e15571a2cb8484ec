package io.gitops4j.core.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads YAML and JSON exactly as kubectl does.
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

  /** Of two parsers that fail, the one that came further knows what was meant. */
  private List<Node> flowYaml(DocumentText text, JsonSyntaxException asJson) {
    try {
      return yaml(text);
    } catch (ManifestException asYaml) {
      SourcePosition json = asJson.position();
      boolean jsonCameFurther =
          asYaml.position().stream()
              .anyMatch(
                  yaml ->
                      json.line() > yaml.line()
                          || (json.line() == yaml.line() && json.column() > yaml.column()));
      throw jsonCameFurther
          ? ManifestException.at(json, String.valueOf(asJson.getMessage()), asJson)
          : asYaml;
    }
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
