package io.gitops4j.helm.template;

import io.gitops4j.helm.template.Token.Kind;

/** Tokens with a look ahead of three, as far as Go's parser looks. */
final class Tokens {
  private final Lexer lexer;
  private final Token[] ahead = new Token[3];
  private int count;

  Tokens(Lexer lexer) {
    this.lexer = lexer;
    ahead[0] = new Token(Kind.END_OF_TEXT, 0, "", 1);
  }

  Token next() {
    if (count > 0) {
      count--;
    } else {
      ahead[0] = lexer.next();
    }
    return ahead[count];
  }

  Token peek() {
    if (count > 0) {
      return ahead[count - 1];
    }
    count = 1;
    ahead[0] = lexer.next();
    return ahead[0];
  }

  Token nextNonSpace() {
    Token token = next();
    while (token.is(Kind.SPACE)) {
      token = next();
    }
    return token;
  }

  Token peekNonSpace() {
    Token token = nextNonSpace();
    backup();
    return token;
  }

  /** Gives back the last token. */
  void backup() {
    count++;
  }

  /** Gives back the last token and this one before it. */
  void backup(Token before) {
    ahead[1] = before;
    count = 2;
  }

  /** Gives back the last token and these two before it. */
  void backup(Token first, Token second) {
    ahead[1] = second;
    ahead[2] = first;
    count = 3;
  }

  /** The line that errors name. */
  int line() {
    return ahead[0].line();
  }
}
