package io.gitops4j.helm.format;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;

/** What Go's YAML library says about a text that can't be read. */
final class YamlProblem {
  /**
   * A problem as the parser words it.
   *
   * @param context a part of what it was doing
   * @param problem a part of what it found
   * @param text what Go says
   */
  private record Wording(String context, String problem, String text) {}

  private static final List<Wording> WORDINGS =
      List.of(
          new Wording(
              "",
              "mapping values are not allowed",
              "mapping values are not allowed in this context"),
          new Wording(
              "",
              "sequence entries are not allowed",
              "block sequence entries are not allowed in this context"),
          new Wording("", "cannot start any token", "found character that cannot start any token"),
          new Wording("", "found unexpected end of stream", "found unexpected end of stream"),
          new Wording("", "found unknown escape character", "found unknown escape character"),
          new Wording("", "could not find expected ':'", "could not find expected ':'"),
          new Wording("flow sequence", "expected", "did not find expected ',' or ']'"),
          new Wording("flow mapping", "expected", "did not find expected ',' or '}'"),
          new Wording("block mapping", "expected <block end>", "did not find expected key"),
          new Wording(
              "block collection", "expected <block end>", "did not find expected '-' indicator"),
          new Wording("", "expected the node content", "did not find expected node content"),
          new Wording("", "expected '<document start>'", "did not find expected <document start>"));

  private YamlProblem() {}

  static String text(MarkedYamlEngineException e, String source) {
    String context = e.getContext() == null ? "" : e.getContext();
    String problem = e.getProblem() == null ? "" : e.getProblem();
    String text = problem;
    for (Wording wording : WORDINGS) {
      if (context.contains(wording.context()) && problem.contains(wording.problem())) {
        text = wording.text();
        break;
      }
    }
    int line = line(e, source);
    return "yaml: " + (line == 0 ? "" : "line " + line + ": ") + text;
  }

  /** The original counts from 0, but from 1 for what its scanner found; it leaves out a 0. */
  private static int line(MarkedYamlEngineException e, String source) {
    if (e instanceof ScannerException) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0);
      return line == 0 ? e.getContextMark().map(Mark::getLine).orElse(0) : line + 1;
    }
    int problem = e.getProblemMark().map(mark -> lineOf(mark, source)).orElse(0);
    if (problem != 0) {
      return problem;
    }
    return e.getContextMark().map(mark -> lineOf(mark, source)).orElse(0);
  }

  /** The end of the text is on a line of its own. */
  private static int lineOf(Mark mark, String source) {
    boolean atEnd = mark.getIndex() >= source.codePointCount(0, source.length());
    return mark.getLine() + (atEnd && mark.getColumn() > 0 ? 1 : 0);
  }
}
