package io.gitops4j.examples.guestbook;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One run of the example in this JVM, without colours.
 *
 * @param exitCode what the program would exit with
 * @param out what it told
 * @param err what it complained about
 */
record Run(int exitCode, String out, String err) {

  static Run of(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Narrator narrator = new Narrator(printTo(out), false);
    int exitCode = GuestbookExample.run(arguments, narrator, printTo(err));
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream printTo(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** What was told under a title that begins so. */
  Told chapter(String title) {
    return Arrays.stream(out.split("(?m)^=== "))
        .filter(chapter -> chapter.startsWith(title))
        .findFirst()
        .map(Told::new)
        .orElseThrow(() -> new AssertionError("no chapter '" + title + "' in:\n" + out));
  }

  /** A part of what was told. */
  record Told(String text) {

    /** From one sentence up to the next one. */
    Told after(String sentence) {
      return parts(sentence).get(0);
    }

    /** The same for a sentence that is told more than once. */
    Told afterLast(String sentence) {
      List<Told> parts = parts(sentence);
      return parts.get(parts.size() - 1);
    }

    private List<Told> parts(String sentence) {
      List<Told> parts =
          Arrays.stream(text.split("(?m)^» "))
              .filter(part -> part.startsWith(sentence))
              .map(Told::new)
              .toList();
      if (parts.isEmpty()) {
        throw new AssertionError("no sentence '" + sentence + "' in:\n" + text);
      }
      return parts;
    }

    /** The block of lines under a headline that begins so, with single spaces; every time. */
    List<List<String>> blocks(String headline) {
      return Arrays.stream(text.split("\\R\\R"))
          .map(block -> block.lines().map(line -> line.strip().replaceAll(" +", " ")).toList())
          .filter(lines -> !lines.isEmpty() && lines.get(0).startsWith(headline))
          .toList();
    }

    /** The only block of an application. */
    List<String> block(String headline) {
      List<List<String>> found = blocks(headline);
      if (found.size() != 1) {
        throw new AssertionError("%d blocks '%s' in:%n%s".formatted(found.size(), headline, text));
      }
      return found.get(0);
    }
  }
}
