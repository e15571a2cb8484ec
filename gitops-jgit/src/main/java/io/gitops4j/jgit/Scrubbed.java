package io.gitops4j.jgit;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Exceptions of JGit without the user names and passwords of addresses in their messages. */
final class Scrubbed {
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s'\"]*@");

  private Scrubbed() {}

  static String text(String message) {
    return USER_INFO.matcher(message).replaceAll("");
  }

  /** The exception itself if nothing in it must go, else a copy of the chain in words. */
  static Throwable of(Throwable e) {
    List<Throwable> chain = Causes.chain(e);
    boolean clean = true;
    for (Throwable each : chain) {
      clean &= each.toString().equals(text(each.toString())) && each.getSuppressed().length == 0;
    }
    if (clean) {
      return e;
    }
    @Nullable Throwable copy = null;
    for (int i = chain.size() - 1; i >= 0; i--) {
      copy = new ScrubbedException(text(chain.get(i).toString()), copy, chain.get(i));
    }
    return copy == null ? e : copy;
  }

  private static final class ScrubbedException extends Exception {
    private static final long serialVersionUID = 1L;

    ScrubbedException(String message, @Nullable Throwable cause, Throwable original) {
      super(message, cause);
      setStackTrace(original.getStackTrace());
    }
  }
}
