package io.gitops4j.testkit.plane;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Outlives this JVM for a moment, to end what it started: a shell that waits for the end of a pipe
 * which only the JVM holds. The system closes the pipe however the JVM ends, SIGKILL included.
 */
final class Guard implements AutoCloseable {
  static final String ID_SUFFIX = ".pid";

  /**
   * A process id may be somebody else's by now: where the system tells, only a process whose
   * command line names the folder is killed. Signals of a terminal are for the programs, not for
   * their guard.
   */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP QUIT
      while read -r line; do :; done
      folder=$0
      ours() {
        [ -r "/proc/$1/cmdline" ] || { [ ! -d /proc/self ] && kill -0 "$1" 2>/dev/null; return; }
        tr '\\0' '\\n' <"/proc/$1/cmdline" 2>/dev/null | grep -qF "$folder"
      }
      signal() {
        found=1
        for file in "$folder"/*.pid; do
          [ -r "$file" ] || continue
          read -r id <"$file" || continue
          if ours "$id"; then kill "-$1" "$id" 2>/dev/null; found=0; fi
        done
        return $found
      }
      if [ -d "$folder" ]; then
        for round in 1 2 3 4 5; do
          signal TERM || break
          sleep 1
        done
        signal KILL && sleep 1
        rm -rf "$folder"
      fi
      """;

  private final Process shell;

  private Guard(Process shell) {
    this.shell = shell;
  }

  /** Watches over the programs whose ids lie in the folder; removes the folder after them. */
  static Guard of(Path folder) {
    try {
      return new Guard(
          new ProcessBuilder("/bin/sh", "-c", SCRIPT, folder.toString())
              .directory(Path.of("/").toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw ControlPlaneException.machine(
          "cannot start /bin/sh, which ends the programs if this JVM is killed", e);
    }
  }

  /** Lets it end; what still lies in the folder, it takes along. */
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      shell.destroyForcibly();
    }
  }
}
