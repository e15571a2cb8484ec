package io.gitops4j.helm.format;

import io.gitops4j.helm.template.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Builds the nodes of the first document of a text. */
final class YamlComposer {
  static final int DEEPEST = 1_000;
  private static final int SHORTEST_STEP = 1_024;
  private static final int LONGEST_STEP = 1_024 * 1_024;

  private final Meter meter;
  private final ParserImpl parser;
  private final int codePoints;
  private final boolean endsWithoutLine;

  /** By anchor; empty while the anchored node is still open. */
  private final Map<String, Optional<YamlNode>> anchors = new HashMap<>();

  private YamlComposer(String text, Meter meter) {
    this.meter = meter;
    this.codePoints = text.codePointCount(0, text.length());
    this.endsWithoutLine = !text.substring(text.lastIndexOf('\n') + 1).isBlank();
    // The parser copies all that it still needs whenever it reads on: small steps make a long line
    // quadratic.
    int step = Math.min(Math.max(text.length(), SHORTEST_STEP), LONGEST_STEP);
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setBufferSize(step).build();
    this.parser = new ParserImpl(settings, new StreamReader(settings, text));
  }

  /** The node of the first document; null if there is none. */
  static @Nullable YamlNode compose(String text, Meter meter) {
    meter.allocate(8L * text.length());
    try {
      return new YamlComposer(text, meter).document();
    } catch (MarkedYamlEngineException e) {
      throw new FormatException(YamlProblem.text(e, text));
    } catch (YamlEngineException e) {
      throw new FormatException("yaml: control characters are not allowed");
    }
  }

  private @Nullable YamlNode document() {
    Event event = parser.next();
    while (event.getEventId() != Event.ID.DocumentStart) {
      if (event.getEventId() == Event.ID.StreamEnd) {
        return null;
      }
      event = parser.next();
    }
    boolean foreign =
        ((DocumentStartEvent) event)
            .getSpecVersion()
            .filter(version -> version.getMinor() != 1)
            .isPresent();
    if (foreign) {
      throw new FormatException("yaml: found incompatible YAML document");
    }
    return node(parser.next(), 0);
  }

  private YamlNode node(Event event, int depth) {
    meter.step();
    if (depth > DEEPEST) {
      throw new FormatException("yaml: exceeded max depth of " + DEEPEST);
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias.getAlias().getValue());
    }
    Optional<String> anchor = ((NodeEvent) event).getAnchor().map(Anchor::getValue);
    anchor.ifPresent(name -> anchors.put(name, Optional.empty()));
    YamlNode node = newNode(event, depth);
    anchor.ifPresent(name -> anchors.put(name, Optional.of(node)));
    return node;
  }

  private YamlNode aliased(String name) {
    Optional<YamlNode> anchored = anchors.get(name);
    if (anchored == null) {
      throw new FormatException("yaml: unknown anchor '%s' referenced".formatted(name));
    }
    return anchored.orElseThrow(
        () -> new FormatException("yaml: anchor '%s' value contains itself".formatted(name)));
  }

  private YamlNode newNode(Event event, int depth) {
    if (event instanceof ScalarEvent scalar) {
      checkPairs(scalar.getValue());
      return new YamlNode.Scalar(text(scalar), scalar.getTag().orElse(null), scalar.isPlain());
    }
    return event instanceof MappingStartEvent ? mapping(depth) : sequence(depth);
  }

  /** A block that ends with the text has no line feed at its end if the text has none. */
  private String text(ScalarEvent scalar) {
    String value = scalar.getValue();
    boolean block = scalar.isLiteral() || scalar.isFolded();
    boolean last = endsWithoutLine && scalar.getEndMark().filter(this::isEnd).isPresent();
    return block && last && value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
  }

  private boolean isEnd(Mark mark) {
    return mark.getIndex() >= codePoints;
  }

  /** Escapes can make half of a pair of surrogates. */
  private static void checkPairs(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw new FormatException("yaml: found invalid Unicode character escape code");
      }
    }
  }

  private YamlNode sequence(int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = parser.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = parser.next()) {
      items.add(node(event, depth + 1));
    }
    return new YamlNode.Sequence(items);
  }

  private YamlNode mapping(int depth) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    for (Event event = parser.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = parser.next()) {
      YamlNode key = node(event, depth + 1);
      entries.add(new YamlNode.Entry(key, node(parser.next(), depth + 1)));
    }
    return new YamlNode.Mapping(entries);
  }
}
