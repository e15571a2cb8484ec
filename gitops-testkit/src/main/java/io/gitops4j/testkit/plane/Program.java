package io.gitops4j.testkit.plane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of a control plane, running or ended. */
final class Program {
  private static final int QUOTED_LINES = 10;

  /** Tells its process id before it becomes the program: no moment without a trace of it. */
  private static final String TELL_AND_BECOME = "echo $$ >\"$0\" && exec \"$@\"";

  private final String name;
  private final Process process;
  private final Path log;
  private final Path id;

  private Program(String name, Process process, Path folder) {
    this.name = name;
    this.process = process;
    this.log = log(folder, name);
    this.id = id(folder, name);
  }

  static Program start(Path program, List<String> arguments, Path folder) {
    String name = program.getFileName().toString();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", TELL_AND_BECOME, id(folder, name).toString()));
    command.add(program.toString());
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log(folder, name).toFile())
              .start();
      process.getOutputStream().close();
      return new Program(name, process, folder);
    } catch (IOException e) {
      throw ControlPlaneException.machine("cannot start '" + program + "'", e);
    }
  }

  private static Path log(Path folder, String name) {
    return folder.resolve(name + ".log");
  }

  private static Path id(Path folder, String name) {
    return folder.resolve(name + Guard.ID_SUFFIX);
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  String log() {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  List<String> lastLines() {
    List<String> lines = log().lines().toList();
    return lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size());
  }

  /** Asks it to end, waits, and kills it if it does not. */
  void stop(Duration patience) {
    boolean interrupted = false;
    process.destroy();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      process.destroyForcibly();
    }
    forget();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void forget() {
    try {
      Files.deleteIfExists(id);
    } catch (IOException e) {
      // The guard looks before it kills: an id left behind does no harm.
    }
  }
}
