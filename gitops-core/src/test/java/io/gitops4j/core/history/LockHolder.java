package io.gitops4j.core.history;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that saves a state, says so, and keeps the folder until it is killed. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (StateStore store = StateStore.directory(Path.of(arguments[0]))) {
      store.save(Samples.initial(), StateStore.ABSENT);
      System.out.println("holding");
      System.out.flush();
      System.in.read();
    }
  }
}
