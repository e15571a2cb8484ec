package io.gitops4j.helm.template;

import io.gitops4j.helm.template.Node.Command;
import io.gitops4j.helm.template.Node.Operand;
import io.gitops4j.helm.template.Node.Pipe;
import io.gitops4j.helm.template.Node.Variable;
import io.gitops4j.helm.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what stands between delimiters: pipelines, commands and operands. */
final class PipeParser {
  /** Deeper nesting is refused, so that neither parsing nor printing exhausts the stack. */
  private static final int DEEPEST = 400;

  private final Source source;
  private final Tokens tokens;
  private final FunctionTable functions;
  private List<String> variables = new ArrayList<>();
  private int depth;
  private int actionLine;

  PipeParser(Source source, Tokens tokens, FunctionTable functions) {
    this.source = source;
    this.tokens = tokens;
    this.functions = functions;
  }

  /** The variables that were in scope before. */
  record Variables(List<String> names, int count) {}

  /** Starts a template: only the root is in scope. */
  Variables startTemplate() {
    Variables outer = enter();
    variables = new ArrayList<>(List.of("$"));
    return outer;
  }

  /** Ends a template that stood inside of another one. */
  void endTemplate(Variables outer) {
    variables = outer.names();
    leave(outer);
  }

  /** Starts a scope. */
  Variables enter() {
    deeper();
    return new Variables(variables, variables.size());
  }

  /** Ends a scope. */
  void leave(Variables outer) {
    depth--;
    variables.subList(outer.count(), variables.size()).clear();
  }

  private void deeper() {
    depth++;
    if (depth > DEEPEST) {
      throw error("nested deeper than " + DEEPEST + " levels");
    }
  }

  void startAction(int line) {
    actionLine = line;
  }

  void endAction() {
    actionLine = 0;
  }

  /** A pipeline up to the token that ends it, which is read too. */
  Pipe pipe(String context, Kind end) {
    int position = tokens.peekNonSpace().position();
    List<Variable> declared = new ArrayList<>();
    boolean assigns = declarations(context, declared);
    List<Command> commands = new ArrayList<>();
    while (true) {
      Token token = tokens.nextNonSpace();
      if (token.is(end)) {
        check(commands, context);
        return new Pipe(position, List.copyOf(declared), assigns, List.copyOf(commands));
      } else if (!token.kind().startsOperand()) {
        throw unexpected(token, context);
      }
      tokens.backup();
      commands.add(command());
    }
  }

  /** Reads the variables that a pipeline declares or assigns to; true if it assigns. */
  private boolean declarations(String context, List<Variable> declared) {
    while (tokens.peekNonSpace().is(Kind.VARIABLE)) {
      Token variable = tokens.next();
      Token after = tokens.peek();
      Token next = tokens.peekNonSpace();
      boolean comma = next.is(Kind.CHARACTER) && next.text().equals(",");
      if (next.is(Kind.ASSIGN) || next.is(Kind.DECLARE) || comma) {
        tokens.nextNonSpace();
        declared.add(new Variable(variable.position(), variable.text().intern(), List.of()));
        variables.add(variable.text().intern());
        if (!comma) {
          return next.is(Kind.ASSIGN);
        }
        checkSecond(context, declared.size());
      } else if (after.is(Kind.SPACE)) {
        tokens.backup(variable, after);
        return false;
      } else {
        tokens.backup(variable);
        return false;
      }
    }
    return false;
  }

  private void checkSecond(String context, int declared) {
    if (!context.equals("range") || declared > 1) {
      throw error("too many declarations in " + context);
    }
    Kind next = tokens.peekNonSpace().kind();
    if (next != Kind.VARIABLE && next != Kind.RIGHT_DELIMITER && next != Kind.RIGHT_PAREN) {
      throw error("range can only initialize variables");
    }
  }

  private void check(List<Command> commands, String context) {
    if (commands.isEmpty()) {
      throw error("missing value for " + context);
    }
    for (int i = 1; i < commands.size(); i++) {
      if (!commands.get(i).words().get(0).isExecutable()) {
        throw error("non executable command in pipeline stage " + (i + 1));
      }
    }
  }

  private Command command() {
    int position = tokens.peekNonSpace().position();
    List<Operand> words = new ArrayList<>();
    while (true) {
      tokens.peekNonSpace();
      Operand operand = operand();
      if (operand != null) {
        words.add(operand);
      }
      Token token = tokens.next();
      if (token.is(Kind.SPACE)) {
        continue;
      } else if (token.is(Kind.RIGHT_DELIMITER) || token.is(Kind.RIGHT_PAREN)) {
        tokens.backup();
      } else if (!token.is(Kind.PIPE)) {
        throw unexpected(token, "operand");
      }
      if (words.isEmpty()) {
        throw error("empty command");
      }
      return new Command(position, List.copyOf(words));
    }
  }

  private @Nullable Operand operand() {
    Operand term = term();
    if (term == null || !tokens.peek().is(Kind.FIELD)) {
      return term;
    }
    int position = tokens.peek().position();
    List<String> names = new ArrayList<>();
    while (tokens.peek().is(Kind.FIELD)) {
      names.add(tokens.next().text().substring(1).intern());
    }
    if (!term.isExecutable()) {
      throw error("unexpected . after term " + Quoting.quote(term.toString()));
    }
    return Chains.extend(term, position, List.copyOf(names));
  }

  private @Nullable Operand term() {
    Token token = tokens.nextNonSpace();
    int position = token.position();
    return switch (token.kind()) {
      case IDENTIFIER -> new Node.Identifier(position, function(token.text()));
      case DOT -> new Node.Dot(position);
      case NIL -> new Node.Nil(position);
      case VARIABLE -> variable(token);
      case FIELD -> new Node.Field(position, List.of(token.text().substring(1).intern()));
      case BOOL -> new Node.Bool(position, token.text().equals("true"));
      case CHARACTER_CONSTANT, COMPLEX, NUMBER -> new Node.Numeral(position, number(token));
      case STRING, RAW_STRING -> new Node.Literal(position, token.text(), unquote(token));
      case LEFT_PAREN -> parenthesized();
      default -> {
        tokens.backup();
        yield null;
      }
    };
  }

  private Pipe parenthesized() {
    deeper();
    Pipe pipe = pipe("parenthesized pipeline", Kind.RIGHT_PAREN);
    depth--;
    return pipe;
  }

  private FunctionTable.Entry function(String name) {
    FunctionTable.Entry entry = functions.get(name);
    if (entry == null) {
      throw error("function " + Quoting.quote(name) + " not defined");
    }
    return entry;
  }

  private Variable variable(Token token) {
    if (!variables.contains(token.text())) {
      throw error("undefined variable " + Quoting.quote(token.text()));
    }
    return new Variable(token.position(), token.text().intern(), List.of());
  }

  private NumberLiteral number(Token token) {
    try {
      return NumberLiteral.of(token.text(), token.is(Kind.CHARACTER_CONSTANT));
    } catch (FunctionException e) {
      throw error(e.text());
    }
  }

  String unquote(Token token) {
    String text = Quoting.unquote(token.text());
    if (text == null) {
      throw error("invalid syntax");
    }
    return text;
  }

  void expect(Kind kind, String context) {
    Token token = tokens.nextNonSpace();
    if (!token.is(kind)) {
      throw unexpected(token, context);
    }
  }

  TemplateException unexpected(Token token, String context) {
    if (!token.is(Kind.ERROR)) {
      return error("unexpected " + token + " in " + context);
    }
    boolean elsewhere = actionLine != 0 && actionLine != token.line();
    if (!elsewhere) {
      return error(token.toString());
    }
    String started = " started at " + source.name() + ":" + actionLine;
    return error(token + (token.text().endsWith(" action") ? "" : " in action") + started);
  }

  TemplateException error(String message) {
    return source.parseError(tokens.line(), message);
  }
}
