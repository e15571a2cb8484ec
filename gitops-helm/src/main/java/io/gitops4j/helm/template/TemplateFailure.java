package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/**
 * A failure whose text may go on with that of its cause. The text is put together when it is asked
 * for: of failures inside of a thousand others each would hold a copy of all.
 */
abstract sealed class TemplateFailure extends RuntimeException
    permits TemplateException, FunctionException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 100_000;

  private final String own;
  private final boolean goesOn;

  /** Without a text of its own for the cause, if the text goes on with it. */
  TemplateFailure(String own, boolean goesOn, @Nullable Throwable cause) {
    super(null, cause, false, false);
    this.own = own;
    this.goesOn = goesOn;
  }

  /** The text without that of the cause. */
  final String own() {
    return own;
  }

  /** The text of Go's error. */
  public final String text() {
    StringBuilder text = new StringBuilder();
    Throwable at = this;
    while (at instanceof TemplateFailure failure && text.length() < LONGEST) {
      text.append(failure.own);
      at = failure.goesOn ? failure.getCause() : null;
    }
    return text.append(at == null ? "" : "...").toString();
  }

  @Override
  public final String getMessage() {
    return text();
  }
}
