package io.gitops4j.helm.format;

/**
 * In which styles YAML can hold a text, by the rules of libyaml.
 *
 * @param plain without quotes
 * @param single between single quotes
 * @param block as a literal block
 * @param multiline whether it has line breaks
 */
record ScalarShape(boolean plain, boolean single, boolean block, boolean multiline) {

  private static final String NEVER_FIRST = "#,[]{}&*!|>'\"%@`";

  /** The shape of a text; tabs in literal blocks are allowed or not. */
  static ScalarShape of(String text, boolean tabsInBlocks) {
    if (text.isEmpty()) {
      return new ScalarShape(true, true, false, false);
    }
    Spaces spaces = Spaces.of(text);
    boolean special = text.codePoints().anyMatch(c -> !isPrintable(c)) || spaces.spaceBreak();
    boolean edges =
        isSpaceOrBreak(text.charAt(0)) || isSpaceOrBreak(text.charAt(text.length() - 1));
    boolean plain =
        !special && !edges && !spaces.breakSpace() && !spaces.breaks() && !hasIndicators(text);
    boolean single = !special && !spaces.breakSpace();
    boolean unfit = tabsInBlocks ? spaces.spaceBreak() || hasSpecialButTabs(text) : special;
    boolean block = !unfit && text.charAt(text.length() - 1) != ' ';
    return new ScalarShape(plain, single, block, spaces.breaks());
  }

  private static boolean hasSpecialButTabs(String text) {
    return text.codePoints().anyMatch(c -> c != '\t' && !isPrintable(c));
  }

  private static boolean hasIndicators(String text) {
    if (text.startsWith("---") || text.startsWith("...")) {
      return true;
    }
    char first = text.charAt(0);
    boolean blankNext = isBlankOrEnd(text, 1);
    if (NEVER_FIRST.indexOf(first) >= 0
        || ((first == '?' || first == ':' || first == '-') && blankNext)) {
      return true;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == ':' && isBlankOrEnd(text, i + 1))
          || (c == '#' && isBlankOrBreak(text.charAt(i - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlankOrEnd(String text, int at) {
    return at >= text.length() || isBlankOrBreak(text.charAt(at));
  }

  private static boolean isBlankOrBreak(char c) {
    return c == ' ' || c == '\t' || isBreak(c);
  }

  private static boolean isSpaceOrBreak(char c) {
    return c == ' ' || isBreak(c);
  }

  /** What YAML 1.1 takes for the end of a line. */
  static boolean isBreak(int c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  /** What is written as it is; a tab is not, nor is anything beyond the basic plane. */
  static boolean isPrintable(int c) {
    return c == '\n'
        || (c >= ' ' && c <= '~')
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF);
  }

  /** How spaces and line breaks meet. */
  private record Spaces(boolean breaks, boolean spaceBreak, boolean breakSpace) {
    static Spaces of(String text) {
      boolean breaks = false;
      boolean spaceBreak = false;
      boolean breakSpace = false;
      for (int i = 0; i < text.length(); i++) {
        boolean isBreak = isBreak(text.charAt(i));
        breaks |= isBreak;
        if (i > 0) {
          char before = text.charAt(i - 1);
          spaceBreak |= isBreak && before == ' ';
          breakSpace |= text.charAt(i) == ' ' && isBreak(before);
        }
      }
      return new Spaces(breaks, spaceBreak, breakSpace);
    }
  }
}
