package io.gitops4j.jgit;

import java.util.ArrayList;
import java.util.List;

/** Looks through a chain of causes. */
final class Causes {
  private static final int LONGEST = 20;

  private Causes() {}

  static List<Throwable> chain(Throwable e) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable each = e; each != null && chain.size() < LONGEST; each = each.getCause()) {
      chain.add(each);
    }
    return chain;
  }

  @SafeVarargs
  static boolean of(Throwable e, Class<? extends Throwable>... types) {
    for (Throwable each : chain(e)) {
      for (Class<? extends Throwable> type : types) {
        if (type.isInstance(each)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The first and the deepest message: the outer one alone often is 'connection failed'. */
  static String message(Throwable e) {
    List<Throwable> chain = chain(e);
    String outer = own(chain.get(0));
    String root = own(chain.get(chain.size() - 1));
    return outer.contains(root) ? outer : outer + ": " + root;
  }

  private static String own(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
