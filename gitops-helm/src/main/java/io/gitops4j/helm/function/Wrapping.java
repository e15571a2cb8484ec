package io.gitops4j.helm.function;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.GoStrings;
import java.io.ByteArrayOutputStream;

/** Texts broken into lines of a width in bytes, at spaces. */
final class Wrapping {
  private final byte[] text;
  private final int width;
  private final byte[] lineBreak;
  private final boolean cutsWords;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private int at;

  private Wrapping(byte[] text, int width, byte[] lineBreak, boolean cutsWords) {
    this.text = text;
    this.width = width;
    this.lineBreak = lineBreak;
    this.cutsWords = cutsWords;
  }

  /**
   * A text in lines.
   *
   * @param call whose first argument is the width
   * @param cutsWords whether a word that is longer than a line is cut
   */
  static String of(Call call, String text, String lineBreak, boolean cutsWords) {
    byte[] bytes = GoStrings.bytes(text);
    byte[] end = GoStrings.bytes(lineBreak.isEmpty() ? "\n" : lineBreak);
    int width = (int) Math.min(Math.max(call.integer(0), 1), Integer.MAX_VALUE / 2);
    call.meter().allocate(bytes.length + (long) bytes.length / width * end.length);
    return new Wrapping(bytes, width, end, cutsWords).wrapped();
  }

  private String wrapped() {
    while (text.length - at > width) {
      if (text[at] == ' ') {
        at++;
      } else {
        line();
      }
    }
    lines.write(text, at, text.length - at);
    return GoStrings.string(lines.toByteArray());
  }

  private void line() {
    int space = at + width;
    while (space >= at && text[space] != ' ') {
      space--;
    }
    if (space >= at) {
      breakAt(space, 1);
    } else if (cutsWords) {
      breakAt(at + width, 0);
    } else {
      breakBehindWord();
    }
  }

  private void breakBehindWord() {
    int space = at + width;
    while (space < text.length && text[space] != ' ') {
      space++;
    }
    if (space < text.length) {
      breakAt(space, 1);
    } else {
      lines.write(text, at, text.length - at);
      at = text.length;
    }
  }

  private void breakAt(int end, int skipped) {
    lines.write(text, at, end - at);
    lines.writeBytes(lineBreak);
    at = end + skipped;
  }
}
