package io.gitops4j.testkit.plane;

import java.util.List;
import java.util.Optional;

/** How to start one program, and how to tell that it works. */
interface ProgramPlan {

  /** The name of its file. */
  String program();

  List<String> arguments(int port);

  /** What is still missing until it works; empty once it does. */
  Optional<String> missing(int port);

  /** What to try instead after it ended by itself, on another port; empty if nothing would help. */
  default Optional<ProgramPlan> afterEnd(String log) {
    return log.contains("address already in use") ? Optional.of(this) : Optional.empty();
  }
}
