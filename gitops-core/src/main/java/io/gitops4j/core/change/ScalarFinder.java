package io.gitops4j.core.change;

import io.gitops4j.core.change.ChangeException.Reason;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Walks the parse events of a file to the scalar at a path. One walk, no tree: the marks of the
 * events are what is wanted.
 */
final class ScalarFinder {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private final String text;
  private final ValuePath path;
  private final Iterator<Event> events;

  private ScalarFinder(String file, String text, ValuePath path, Iterator<Event> events) {
    this.file = file;
    this.text = text;
    this.path = path;
    this.events = events;
  }

  static ScalarPlace find(String file, String text, ValuePath path) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).setUseMarks(true).build();
    String parsed = text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
    int offset = text.length() - parsed.length();
    try {
      ScalarPlace place =
          new ScalarFinder(
                  file, parsed, path, new ParserImpl(settings, new StreamReader(settings, parsed)))
              .atPath();
      return new ScalarPlace(
          place.start() + offset, place.end() + offset, place.style(), place.value());
    } catch (YamlEngineException e) {
      throw new ChangeException(
          Reason.NOT_YAML,
          "%s is not edited: it is no YAML: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  private ScalarPlace atPath() {
    Event event = firstNode();
    for (int depth = 0; depth < path.steps().size(); depth++) {
      event = step(event, depth);
    }
    return placeOf(event);
  }

  private Event firstNode() {
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, DocumentStart, Comment -> {}
        case StreamEnd, DocumentEnd -> throw noSuchValue(0, List.of());
        default -> {
          return event;
        }
      }
    }
    throw noSuchValue(0, List.of());
  }

  private Event step(Event container, int depth) {
    Object step = path.steps().get(depth);
    if (container instanceof MappingStartEvent && step instanceof String key) {
      return entry(key, depth);
    }
    if (container instanceof SequenceStartEvent && step instanceof Integer index) {
      return item(index, depth);
    }
    if (container instanceof AliasEvent) {
      throw notEditable(container, "an alias, which stands for another place");
    }
    throw noSuchValue(depth, List.of());
  }

  private Event entry(String key, int depth) {
    List<String> keys = new ArrayList<>();
    while (true) {
      Event name = events.next();
      if (name.getEventId() == Event.ID.MappingEnd) {
        throw noSuchValue(depth, keys);
      }
      boolean found = name instanceof ScalarEvent scalar && scalar.getValue().equals(key);
      if (name instanceof ScalarEvent scalar) {
        keys.add(scalar.getValue());
      } else {
        skip(name);
      }
      Event value = events.next();
      if (found) {
        return value;
      }
      skip(value);
    }
  }

  private Event item(int index, int depth) {
    for (int position = 0; ; position++) {
      Event item = events.next();
      if (item.getEventId() == Event.ID.SequenceEnd) {
        throw noSuchValue(depth, List.of(position + " items"));
      }
      if (position == index) {
        return item;
      }
      skip(item);
    }
  }

  private void skip(Event first) {
    int open = depthChange(first);
    while (open > 0) {
      open += depthChange(events.next());
    }
  }

  private static int depthChange(Event event) {
    return switch (event.getEventId()) {
      case MappingStart, SequenceStart -> 1;
      case MappingEnd, SequenceEnd -> -1;
      default -> 0;
    };
  }

  private ScalarPlace placeOf(Event event) {
    if (!(event instanceof ScalarEvent scalar)) {
      throw notEditable(
          event,
          event instanceof AliasEvent
              ? "an alias, which stands for another place"
              : "no single value");
    }
    ScalarStyle style = scalar.getScalarStyle();
    if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
      throw notEditable(event, "a block of text");
    }
    if (scalar.getAnchor().isPresent() || scalar.getTag().isPresent()) {
      throw notEditable(event, "marked with an anchor or a tag");
    }
    int start = position(event.getStartMark()).orElseThrow();
    int end = position(event.getEndMark()).orElseThrow();
    if (start == end) {
      throw notEditable(event, "an empty value");
    }
    return new ScalarPlace(start, end, style, scalar.getValue());
  }

  /** Marks count code points. */
  private OptionalInt position(Optional<Mark> mark) {
    return mark.isPresent()
        ? OptionalInt.of(text.offsetByCodePoints(0, mark.get().getIndex()))
        : OptionalInt.empty();
  }

  private ChangeException notEditable(Event event, String what) {
    String line = event.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    return new ChangeException(
        Reason.NOT_EDITABLE,
        "%s%s: '%s' is %s; it can't be edited in place".formatted(file, line, path, what));
  }

  private ChangeException noSuchValue(int depth, List<String> there) {
    String where = depth == 0 ? "the file" : "'" + path.parent(depth) + "'";
    String has = there.isEmpty() ? "" : "; " + where + " has " + String.join(", ", there);
    return new ChangeException(
        Reason.NO_SUCH_VALUE, "%s has no value '%s'%s".formatted(file, path, has));
  }
}
