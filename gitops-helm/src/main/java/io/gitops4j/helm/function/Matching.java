package io.gitops4j.helm.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.gitops4j.helm.template.Meter;

/** The matches of an expression in a text, as Go finds them: none is empty right behind another. */
final class Matching {
  private final Matcher matcher;
  private final Pattern pattern;
  private final String text;
  private final Meter meter;
  private int at;
  private int lastEnd = -1;

  Matching(Pattern pattern, String text, Meter meter) {
    this.matcher = pattern.matcher(new Watched(text, meter));
    this.pattern = pattern;
    this.text = text;
    this.meter = meter;
  }

  /** The text, so that time is looked at while the expression runs over it. */
  private static final class Watched implements CharSequence {
    private static final int CHARACTERS_BETWEEN_LOOKS = 4096;

    private final String text;
    private final Meter meter;
    private int characters;

    Watched(String text, Meter meter) {
      this.text = text;
      this.meter = meter;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      characters++;
      if (characters == CHARACTERS_BETWEEN_LOOKS) {
        characters = 0;
        meter.checkTime();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Whether it is found anywhere. */
  boolean find() {
    charge(text.length());
    return matcher.find();
  }

  private void charge(long characters) {
    meter.steps(16 + characters * (8 + pattern.pattern().length()) / 64);
    meter.checkTime();
  }

  /** Moves to the next match. */
  boolean next() {
    while (at <= text.length()) {
      if (!matcher.find(at)) {
        charge(text.length() - at);
        at = text.length() + 1;
        return false;
      }
      charge(matcher.end() - at);
      boolean empty = matcher.end() == matcher.start();
      boolean accepted = !(empty && matcher.start() == lastEnd);
      lastEnd = matcher.end();
      at = matcher.end() > at || !empty ? matcher.end() : afterCharacter(at);
      if (accepted) {
        return true;
      }
    }
    return false;
  }

  private int afterCharacter(int index) {
    return index < text.length() ? index + Character.charCount(text.codePointAt(index)) : index + 1;
  }

  int start() {
    return matcher.start();
  }

  int end() {
    return matcher.end();
  }

  /** The text of a group; empty if it took no part or there is none. */
  String group(int group) {
    String found = group <= matcher.groupCount() ? matcher.group(group) : null;
    return found == null ? "" : found;
  }

  /** The text of a group by name; empty if it took no part or there is none. */
  String group(String name) {
    Integer number = pattern.namedGroups().get(name);
    return number == null ? "" : group(number);
  }
}
