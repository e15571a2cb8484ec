package io.gitops4j.core.manifest;

import io.gitops4j.core.manifest.Node.Extent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Builds the nodes of one document from parse events. Aliases share their node; what they add up to
 * is counted.
 */
final class YamlComposer {
  private final YamlEvents events;
  private final SizeGuard guard;

  /** By anchor; empty while the anchored node is still open. */
  private final Map<String, Optional<Composed>> anchors = new HashMap<>();

  YamlComposer(YamlEvents events, ManifestLimits limits) {
    this.events = events;
    this.guard = new SizeGuard(limits);
  }

  /** The node that begins with the next event. */
  Node document() {
    Event event = events.next();
    return usedAsValue(compose(event, 0), events.position(event));
  }

  /** A node, what it means as a key if it is a scalar, and whether an alias stands for it. */
  private record Composed(Node node, @Nullable YamlScalar scalar, boolean alias) {}

  private Composed compose(Event event, int depth) {
    SourcePosition position = events.position(event);
    if (event instanceof AliasEvent alias) {
      return resolved(alias, position);
    }
    Optional<String> anchor = ((NodeEvent) event).getAnchor().map(Anchor::getValue);
    anchor.ifPresent(name -> anchors.put(name, Optional.empty()));
    Composed composed = composeAnew(event, depth, position);
    anchor.ifPresent(name -> anchors.put(name, Optional.of(composed)));
    return composed;
  }

  private Composed resolved(AliasEvent event, SourcePosition position) {
    String name = event.getAlias().getValue();
    Optional<Composed> anchored = anchors.get(name);
    if (anchored == null) {
      throw ManifestException.at(
          position,
          "the alias *%s has no anchor: define &%s earlier in the same document"
              .formatted(name, name),
          null);
    }
    Composed target =
        anchored.orElseThrow(
            () ->
                ManifestException.at(
                    position,
                    "the value of &%s contains itself through *%s".formatted(name, name),
                    null));
    return new Composed(target.node(), target.scalar(), true);
  }

  private Composed composeAnew(Event event, int depth, SourcePosition position) {
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar, position);
    }
    if (event instanceof CollectionStartEvent) {
      guard.entering(depth + 1, position);
      Node node = event instanceof MappingStartEvent ? map(depth, position) : list(depth, position);
      return new Composed(node, null, false);
    }
    throw new IllegalStateException("no node begins with " + event.getEventId());
  }

  private Composed scalar(ScalarEvent event, SourcePosition position) {
    String text = events.text(event);
    YamlScalar scalar =
        ScalarResolver.resolve(text, event.getTag().orElse(""), event.isPlain(), position);
    // What a key may be that a value may not, such as .inf, is checked when it is used.
    boolean asKeyOnly = scalar.number() instanceof Double number && !Double.isFinite(number);
    Scalar value = asKeyOnly ? Scalar.NULL : ScalarResolver.value(scalar, position);
    return new Composed(
        new Node.ScalarNode(value, position, Extent.ofScalar(text.length())), scalar, false);
  }

  private Node usedAsValue(Composed composed, SourcePosition position) {
    if (composed.scalar() != null) {
      ScalarResolver.value(composed.scalar(), position);
    }
    return composed.node();
  }

  private Node list(int depth, SourcePosition position) {
    List<Node> items = new ArrayList<>();
    Extent extent = Extent.ofCollection();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      SourcePosition place = events.position(event);
      Node item = usedAsValue(compose(event, depth + 1), place);
      items.add(item);
      extent = extent.plus(item.extent(), 0);
      guard.grown(extent, depth, place);
    }
    return Node.ListNode.of(items, position, extent);
  }

  private Node map(int depth, SourcePosition position) {
    MapBuilder map = new MapBuilder(guard, depth);
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      SourcePosition place = events.position(event);
      if (isMergeKey(event)) {
        Composed merged = compose(events.next(), depth + 1);
        map.merge(merged.node(), merged.alias(), place);
      } else {
        String key = key(compose(event, depth + 1), place);
        Event valueEvent = events.next();
        SourcePosition valuePlace = events.position(valueEvent);
        map.put(key, place, usedAsValue(compose(valueEvent, depth + 1), valuePlace));
      }
    }
    return map.build(position);
  }

  private static boolean isMergeKey(Event event) {
    return event instanceof ScalarEvent key
        && ScalarResolver.isMergeKey(key.getValue(), key.getTag().orElse(""), key.isPlain());
  }

  private static String key(Composed composed, SourcePosition position) {
    if (composed.scalar() == null) {
      throw ManifestException.at(
          position, "a key must be a text, not a map or list: JSON has no such keys", null);
    }
    return ScalarResolver.key(composed.scalar(), position);
  }
}
