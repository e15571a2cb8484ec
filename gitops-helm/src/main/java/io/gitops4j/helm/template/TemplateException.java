package io.gitops4j.helm.template;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A template can't be parsed or executed: the message is the text of Go's error, which names
 * template, line, column and what was evaluated.
 *
 * @since 0.1.0
 */
public final class TemplateException extends TemplateFailure {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Place place;
  private final String reason;

  /** The reason goes on with the text of the cause, if there is one. */
  TemplateException(@Nullable Place place, String reason, @Nullable TemplateFailure cause) {
    super("template: " + (place == null ? "" : place + ": ") + reason, cause != null, cause);
    this.place = place;
    this.reason = reason;
  }

  /** Where it failed. */
  public Optional<Place> place() {
    return Optional.ofNullable(place);
  }

  /** The text without the place and without that of the cause. */
  public String reason() {
    return reason;
  }

  /**
   * A place in a template.
   *
   * @param file name of it
   * @param line from 1
   * @param column from 0, in bytes; -1 if it is not known, as in files that can't be parsed
   * @param template that was executed; empty for files that can't be parsed
   * @param code that was evaluated
   */
  public record Place(String file, int line, int column, String template, String code) {

    /** File, line and column. */
    public String location() {
      return file + ":" + line + (column < 0 ? "" : ":" + column);
    }

    @Override
    public String toString() {
      return column < 0
          ? location()
          : location() + ": executing " + Quoting.quote(template) + " at <" + code + ">";
    }
  }
}
