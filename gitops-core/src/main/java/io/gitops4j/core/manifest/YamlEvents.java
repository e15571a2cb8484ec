package io.gitops4j.core.manifest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
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

  private static final int SHORTEST_STEP = 1_024;
  private static final int LONGEST_STEP = 1_024 * 1_024;

  private final DocumentText text;
  private final ParserImpl parser;
  private int flowDepth;
  private boolean afterPlainScalar;
  private int passedCodePoints;
  private int passedCharacters;

  YamlEvents(DocumentText text) {
    this.text = text;
    // The parser copies all that it still needs whenever it reads on: small steps make a long line
    // quadratic.
    int step = Math.min(Math.max(text.text().length(), SHORTEST_STEP), LONGEST_STEP);
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(text.file())
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(step)
            .build();
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
      Event event = parser.next();
      refuseWhatFlowStyleMakesDoubtful(event);
      return event;
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

  /**
   * Between brackets kubectl takes {@code b:,} for a text that ends in a colon, and {@code ?b} for
   * a key: these must be quoted.
   */
  private void refuseWhatFlowStyleMakesDoubtful(Event event) {
    boolean plain = event instanceof ScalarEvent scalar && scalar.isPlain();
    if (flowDepth > 0 && plain && ((ScalarEvent) event).getValue().startsWith("?")) {
      throw ManifestException.at(
          position(event), "a value that begins with '?' must be quoted between brackets", null);
    }
    if (flowDepth > 0 && afterPlainScalar && isRightBehindColon(event)) {
      throw ManifestException.at(
          position(event),
          "between brackets a colon must be followed by a space: add it, or quote the text",
          null);
    }
    afterPlainScalar = plain;
    if (event instanceof CollectionStartEvent start && start.isFlow()) {
      flowDepth++;
    } else if (event instanceof CollectionEndEvent && flowDepth > 0) {
      flowDepth--;
    }
  }

  private boolean isRightBehindColon(Event event) {
    String content = text.text();
    int codePoints = event.getStartMark().map(Mark::getIndex).orElse(passedCodePoints);
    // Marks count code points; events come in order, so counting on from the last one keeps this
    // linear.
    passedCharacters = content.offsetByCodePoints(passedCharacters, codePoints - passedCodePoints);
    passedCodePoints = codePoints;
    return passedCharacters > 0
        && passedCharacters < content.length()
        && content.charAt(passedCharacters - 1) == ':'
        && ",[]{}".indexOf(content.charAt(passedCharacters)) >= 0;
  }

  private ManifestException unreadable(MarkedYamlEngineException e) {
    SourcePosition position =
        e.getProblemMark()
            .map(m -> text.position(m.getLine(), m.getColumn()))
            .orElseGet(() -> text.position(0));
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
        .orElseGet(() -> text.position(0));
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
