package io.gitops4j.core.manifest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The parse events of one document text, with our positions and our errors.
 *
 * <p>The parser's exceptions quote the lines around the error, which may be a Secret's: they are
 * never passed on, not even as a cause.
 */
final class YamlEvents {
  private static final Pattern FOREIGN_LINE_BREAK = Pattern.compile("[\\u0085\\u2028\\u2029]");

  private final DocumentText text;
  private final ParserImpl parser;

  YamlEvents(DocumentText text) {
    this.text = text;
    LoadSettings settings =
        LoadSettings.builder().setLabel(text.file()).setCodePointLimit(Integer.MAX_VALUE).build();
    this.parser = new ParserImpl(settings, new StreamReader(settings, text.text()));
    refuseForeignLineBreaks();
  }

  /**
   * YAML 1.1 takes them for ends of lines and 1.2 does not: whoever writes one must say what is
   * meant.
   */
  private void refuseForeignLineBreaks() {
    Matcher matcher = FOREIGN_LINE_BREAK.matcher(text.text());
    if (matcher.find()) {
      String escape = "\\u%04X".formatted((int) text.text().charAt(matcher.start()));
      throw ManifestException.at(
          text.position(matcher.start()),
          "the character U+%s must be written as \"%s\"".formatted(escape.substring(2), escape),
          null);
    }
  }

  /** Moves to the next document, so that its node is next; false at the end. */
  boolean nextDocument() {
    Event event = next();
    while (event.getEventId() != Event.ID.DocumentStart) {
      if (event.getEventId() == Event.ID.StreamEnd) {
        return false;
      }
      event = next();
    }
    return true;
  }

  Event next() {
    try {
      return parser.next();
    } catch (MarkedYamlEngineException e) {
      throw unreadable(e);
    } catch (ReaderException e) {
      String message =
          "the character U+%04X must not stand in YAML: remove it, or write it as an escape in double quotes";
      throw ManifestException.at(
          text.position(e.getPosition()), message.formatted(e.getCodePoint()), null);
    } catch (YamlEngineException e) {
      throw ManifestException.at(
          text.position(0), "no YAML: " + e.getClass().getSimpleName(), null);
    }
  }

  private ManifestException unreadable(MarkedYamlEngineException e) {
    SourcePosition position =
        e.getProblemMark()
            .map(m -> text.position(m.getLine(), m.getColumn()))
            .orElse(text.position(0));
    String context =
        e.getContext() == null
            ? ""
            : e.getContext()
                + e.getContextMark()
                    .map(m -> " from line " + (text.firstLine() + m.getLine()))
                    .orElse("")
                + ": ";
    return ManifestException.at(
        position,
        "no YAML: " + context + e.getProblem() + YamlAdvice.on(e.getContext(), e.getProblem()),
        null);
  }

  SourcePosition position(Event event) {
    return event
        .getStartMark()
        .map(m -> text.position(m.getLine(), m.getColumn()))
        .orElse(text.position(0));
  }

  /**
   * The text of a scalar; refuses half a surrogate pair, which escapes can make and no encoding can
   * hold.
   */
  String text(ScalarEvent event) {
    String value = event.getValue();
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        if (Character.charCount(value.codePointAt(i)) == 1) {
          throw ManifestException.at(
              position(event),
              "a surrogate without its pair is no character: write \\U and 8 digits",
              null);
        }
        i++;
      }
    }
    return value;
  }
}
