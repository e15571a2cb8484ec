package io.gitops4j.helm.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The program {@code helm} that the environment variable {@code HELM} names. */
public final class OracleProgram {
  private final Path program;

  private OracleProgram(Path program) {
    this.program = program;
  }

  private static Optional<OracleProgram> ofEnvironment() {
    return Optional.ofNullable(System.getenv("HELM"))
        .filter(path -> !path.isEmpty())
        .map(path -> new OracleProgram(Path.of(path).toAbsolutePath()));
  }

  /**
   * The program; where there is none the test is left out, and on a build server it fails.
   *
   * @param what is left out
   */
  public static OracleProgram required(String what) {
    Optional<OracleProgram> program = ofEnvironment();
    if (program.isEmpty()) {
      assertThat(System.getenv("CI"))
          .as("on a build server HELM must name the program helm: %s", what)
          .isNull();
      System.out.println("NOT RUN, for HELM does not name the program helm: " + what);
    }
    Assumptions.assumeTrue(program.isPresent(), "HELM does not name the program helm");
    return program.orElseThrow();
  }

  /** Its file. */
  public Path path() {
    return program;
  }

  /** What it prints about a case, by command. */
  Map<String, String> answers(OracleCase asked, Path folder) {
    try {
      for (Map.Entry<String, byte[]> file : asked.layout().entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      Map<String, String> answers = new LinkedHashMap<>();
      for (String command : asked.answers().keySet()) {
        answers.put(command, run(command, folder));
      }
      return answers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String run(String command, Path folder) throws IOException {
    List<String> line =
        new ArrayList<>(List.of(program.toString(), "template", "rel", "./c", "--include-crds"));
    line.addAll(OracleCase.options(command));
    Path errors = Files.createTempFile("helm", ".err");
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("HOME", folder.resolve("home").toString());
    builder.redirectError(errors.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      process.waitFor();
      return said + Files.readString(errors);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(errors);
    }
  }
}
