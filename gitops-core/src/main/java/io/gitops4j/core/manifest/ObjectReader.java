package io.gitops4j.core.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From documents to Kubernetes objects: flattens lists, and says at which place something is no
 * object.
 */
final class ObjectReader {
  private static final String LIST = "List";

  private final ManifestLimits limits;
  private final List<Manifest> manifests = new ArrayList<>();

  ObjectReader(ManifestLimits limits) {
    this.limits = limits;
  }

  List<Manifest> manifests() {
    return List.copyOf(manifests);
  }

  void add(Node document) {
    if (!(document instanceof Node.MapNode map)) {
      String message =
          "no Kubernetes object: a document must be a map with apiVersion, kind and metadata, but is %s";
      throw ManifestException.at(document.position(), message.formatted(described(document)), null);
    }
    Node items = map.get("items");
    String kind = map.value().textAt("kind").orElse("");
    if (items != null && kind.endsWith(LIST)) {
      addItems(map, kind, items);
      return;
    }
    checkText(map, "apiVersion", "apiVersion");
    checkText(map, "kind", "kind");
    checkMetadata(map);
    if (manifests.size() == limits.maxDocuments()) {
      throw ManifestReader.tooMany(map.position(), limits);
    }
    manifests.add(Manifest.of(map));
  }

  private void addItems(Node.MapNode list, String kind, Node items) {
    if (items.value().isNull()) {
      return;
    }
    if (!(items instanceof Node.ListNode nodes)) {
      throw ManifestException.at(
          items.position(),
          "the items of a %s must be a list of objects, but are %s"
              .formatted(kind, described(items)),
          null);
    }
    for (Node item : nodes.items()) {
      add(item instanceof Node.MapNode object ? completed(object, list, kind) : item);
    }
  }

  /** The server leaves kind and version out of the items of a typed list. */
  private static Node completed(Node.MapNode item, Node.MapNode list, String kind) {
    Node version = list.get("apiVersion");
    if (kind.equals(LIST) || version == null || item.get("kind") != null) {
      return item;
    }
    Scalar itemKind = Scalar.of(kind.substring(0, kind.length() - LIST.length()));
    Map<String, Node> entries = new LinkedHashMap<>();
    entries.put("apiVersion", version);
    entries.put(
        "kind",
        new Node.ScalarNode(itemKind, item.position(), Node.Extent.ofScalar(kind.length())));
    entries.putAll(item.entries());
    return Node.MapNode.of(entries, item.position(), item.extent());
  }

  /**
   * What is missing altogether is told by {@link Manifest}; what is there and wrong has a place of
   * its own.
   */
  private static void checkMetadata(Node.MapNode object) {
    Node metadata = object.get("metadata");
    if (metadata instanceof Node.MapNode map) {
      checkText(map, "name", "metadata.name");
      checkText(map, "namespace", "metadata.namespace");
      checkTexts(map, "labels");
      checkTexts(map, "annotations");
    } else if (metadata != null) {
      throw ManifestException.at(
          metadata.position(),
          "no Kubernetes object: metadata must be a map with a name, but is %s"
              .formatted(described(metadata)),
          null);
    }
  }

  private static void checkTexts(Node.MapNode metadata, String field) {
    Node texts = metadata.get(field);
    if (texts instanceof Node.MapNode map) {
      map.entries()
          .keySet()
          .forEach(k -> checkText(map, k, "metadata.%s '%s'".formatted(field, k)));
    } else if (texts != null && !texts.value().isNull()) {
      throw ManifestException.at(
          texts.position(),
          "no Kubernetes object: metadata.%s must be a map of texts, but is %s"
              .formatted(field, described(texts)),
          null);
    }
  }

  private static void checkText(Node.MapNode map, String field, String path) {
    Node node = map.get(field);
    if (node != null && node.value().asText().isEmpty() && !node.value().isNull()) {
      throw ManifestException.at(
          node.position(),
          "no Kubernetes object: %s must be a text, but is %s: %s"
              .formatted(path, described(node), advice(node)),
          null);
    }
  }

  private static String advice(Node node) {
    return node instanceof Node.ScalarNode ? "put it in quotes" : "write a text";
  }

  private static String described(Node node) {
    return switch (node.value().type()) {
      case MAP -> "a map";
      case LIST -> "a list";
      case TEXT -> "a text";
      case NULL -> "null";
      case INTEGER, DECIMAL -> "the number " + node.value().toPlain();
      case BOOLEAN -> "the boolean " + node.value().toPlain();
    };
  }
}
