package io.gitops4j.helm.template;

import io.gitops4j.helm.template.Node.Action;
import io.gitops4j.helm.template.Node.Conditional;
import io.gitops4j.helm.template.Node.Exit;
import io.gitops4j.helm.template.Node.Invocation;
import io.gitops4j.helm.template.Node.Pipe;
import io.gitops4j.helm.template.Node.Range;
import io.gitops4j.helm.template.Node.Statement;
import io.gitops4j.helm.template.Node.Text;
import io.gitops4j.helm.template.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the trees of one template file: its own, and those of what it defines. */
final class Parser {
  private final Source source;
  private final Tokens tokens;
  private final PipeParser pipes;
  private final Map<String, Template> defined = new LinkedHashMap<>();
  private int rangeDepth;

  private Parser(Source source, FunctionTable functions) {
    this.source = source;
    this.tokens = new Tokens(new Lexer(source.text()));
    this.pipes = new PipeParser(source, tokens, functions);
  }

  /**
   * The templates of a file by name, its own among them.
   *
   * @throws TemplateException if it can't be parsed
   */
  static Map<String, Template> parse(Source source, FunctionTable functions) {
    return new Parser(source, functions).file();
  }

  private Map<String, Template> file() {
    pipes.startTemplate();
    List<Statement> statements = new ArrayList<>();
    while (!tokens.peek().is(Kind.END_OF_TEXT)) {
      Token delimiter = tokens.next();
      if (delimiter.is(Kind.LEFT_DELIMITER)) {
        if (tokens.nextNonSpace().is(Kind.DEFINE)) {
          definition();
          continue;
        }
        tokens.backup(delimiter);
      } else {
        tokens.backup();
      }
      Part part = part();
      if (part.statement() == null) {
        throw pipes.error("unexpected " + part);
      }
      statements.add(part.statement());
    }
    add(source.name(), statements);
    return defined;
  }

  private void definition() {
    String context = "define clause";
    Token name = tokens.nextNonSpace();
    if (!name.is(Kind.STRING) && !name.is(Kind.RAW_STRING)) {
      throw pipes.unexpected(name, context);
    }
    String unquoted = pipes.unquote(name);
    pipes.expect(Kind.RIGHT_DELIMITER, context);
    PipeParser.Variables outer = pipes.startTemplate();
    int outerRange = rangeDepth;
    rangeDepth = 0;
    Body body = body();
    if (body.end().isElse()) {
      throw pipes.error("unexpected " + body.end() + " in " + context);
    }
    rangeDepth = outerRange;
    pipes.endTemplate(outer);
    add(unquoted, body.statements());
  }

  private void add(String name, List<Statement> statements) {
    Template added = new Template(name, source, List.copyOf(statements));
    Template there = defined.get(name);
    if (there == null || there.isEmpty()) {
      defined.put(name, added);
    } else if (!added.isEmpty()) {
      throw pipes.error("template: multiple definition of template " + Quoting.quote(name));
    }
  }

  private Part part() {
    Token token = tokens.nextNonSpace();
    if (token.is(Kind.TEXT)) {
      String text = token.text();
      return Part.of(new Text(token.position(), text, GoStrings.length(text)));
    } else if (!token.is(Kind.LEFT_DELIMITER)) {
      throw pipes.unexpected(token, "input");
    }
    pipes.startAction(token.line());
    Part part = action();
    pipes.endAction();
    return part;
  }

  private Part action() {
    Token token = tokens.nextNonSpace();
    return switch (token.kind()) {
      case BLOCK -> Part.of(block());
      case BREAK, CONTINUE -> Part.of(exit(token));
      case ELSE -> otherwise();
      case END -> {
        pipes.expect(Kind.RIGHT_DELIMITER, "end");
        yield new Part(null, false, null);
      }
      case IF, RANGE, WITH -> Part.of(control(token));
      case TEMPLATE -> Part.of(invocation());
      default -> {
        tokens.backup();
        Token first = tokens.peek();
        yield Part.of(new Action(first.position(), pipes.pipe("command", Kind.RIGHT_DELIMITER)));
      }
    };
  }

  private Part otherwise() {
    Token next = tokens.peekNonSpace();
    if (next.is(Kind.IF) || next.is(Kind.WITH)) {
      return new Part(null, true, next);
    }
    pipes.expect(Kind.RIGHT_DELIMITER, "else");
    return new Part(null, true, null);
  }

  private Statement exit(Token token) {
    String name = "{{" + token.text() + "}}";
    Token end = tokens.nextNonSpace();
    if (!end.is(Kind.RIGHT_DELIMITER)) {
      throw pipes.unexpected(end, name);
    }
    if (rangeDepth == 0) {
      throw pipes.error(name + " outside {{range}}");
    }
    return new Exit(token.position(), token.is(Kind.BREAK));
  }

  private Statement control(Token token) {
    PipeParser.Variables outer = pipes.enter();
    Pipe pipe = pipes.pipe(token.text(), Kind.RIGHT_DELIMITER);
    boolean range = token.is(Kind.RANGE);
    rangeDepth += range ? 1 : 0;
    Body body = body();
    rangeDepth -= range ? 1 : 0;
    List<Statement> otherwise = body.end().isElse() ? otherwise(token, body.end()) : null;
    pipes.leave(outer);
    return range
        ? new Range(pipe.position(), pipe, body.statements(), otherwise)
        : new Conditional(pipe.position(), token.is(Kind.WITH), pipe, body.statements(), otherwise);
  }

  /** What follows an else: another condition of the same kind, or a body. */
  private List<Statement> otherwise(Token token, Part opened) {
    Token next = opened.next();
    if (next != null && next.kind() == token.kind() && !token.is(Kind.RANGE)) {
      return List.of(control(tokens.nextNonSpace()));
    }
    Body body = body();
    if (body.end().isElse()) {
      throw pipes.error("expected end; found " + body.end());
    }
    return body.statements();
  }

  private Statement block() {
    String context = "block clause";
    int position = tokens.peekNonSpace().position();
    String name = templateName(context);
    Pipe pipe = pipes.pipe(context, Kind.RIGHT_DELIMITER);
    PipeParser.Variables outer = pipes.startTemplate();
    int outerRange = rangeDepth;
    rangeDepth = 0;
    Body body = body();
    if (body.end().isElse()) {
      throw pipes.error("unexpected " + body.end() + " in " + context);
    }
    rangeDepth = outerRange;
    pipes.endTemplate(outer);
    add(name, body.statements());
    return new Invocation(position, name, pipe);
  }

  private Statement invocation() {
    String context = "template clause";
    int position = tokens.peekNonSpace().position();
    String name = templateName(context);
    if (tokens.nextNonSpace().is(Kind.RIGHT_DELIMITER)) {
      return new Invocation(position, name, null);
    }
    tokens.backup();
    return new Invocation(position, name, pipes.pipe(context, Kind.RIGHT_DELIMITER));
  }

  private String templateName(String context) {
    Token name = tokens.nextNonSpace();
    if (!name.is(Kind.STRING) && !name.is(Kind.RAW_STRING)) {
      throw pipes.unexpected(name, context);
    }
    return pipes.unquote(name);
  }

  /** Statements up to an else or an end. */
  private Body body() {
    List<Statement> statements = new ArrayList<>();
    while (!tokens.peekNonSpace().is(Kind.END_OF_TEXT)) {
      Part part = part();
      if (part.statement() == null) {
        return new Body(List.copyOf(statements), part);
      }
      statements.add(part.statement());
    }
    throw pipes.error("unexpected EOF");
  }

  private record Body(List<Statement> statements, Part end) {}

  /**
   * A statement, or an else or an end, which have none.
   *
   * @param isElse tells those apart
   * @param next the keyword that follows an else
   */
  private record Part(@Nullable Statement statement, boolean isElse, @Nullable Token next) {
    static Part of(Statement statement) {
      return new Part(statement, false, null);
    }

    @Override
    public String toString() {
      return isElse ? "{{else}}" : "{{end}}";
    }
  }
}
