package io.gitops4j.core.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kubectl program as a reader of manifests; it talks to no cluster. */
final class Kubectl {
  private static final String HEAD = "apiVersion: example.com/v1\nkind: Odd\nmetadata: {name: a}\n";

  boolean isThere() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(java.io.File.pathSeparator, -1))
        .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, "kubectl")));
  }

  /** Such as {@code v1.32.4}; what it says instead if it tells no version. */
  String clientVersion() {
    String told = ask("", "version", "--client").output();
    Matcher version = Pattern.compile("Client Version: (\\S+)").matcher(told);
    return version.find() ? version.group(1) : "'" + told.strip() + "'";
  }

  /** Whether the tables were recorded with this version of a client. */
  static boolean isRecorded(String version) {
    return version.matches("v1\\.32(\\D.*)?");
  }

  static String document(String spec) {
    return HEAD + spec;
  }

  /** The canonical JSON of the spec of each document, all of which kubectl must accept. */
  List<String> specsOf(List<String> specs) {
    String stream = String.join("---\n", specs.stream().map(Kubectl::document).toList());
    Answer answer = read(stream);
    if (answer.code() != 0) {
      String refused =
          specs.stream().filter(spec -> !accepts(document(spec))).findFirst().orElse("");
      throw new AssertionError("kubectl says " + answer.error() + " about\n" + refused);
    }
    List<String> canonical = new ArrayList<>();
    // The JSON reader is ours: it was checked against the table, which holds text only.
    for (Value object : ManifestReader.create().readValues("kubectl", answer.output())) {
      canonical.add(object.at("spec").map(CanonicalJson::write).orElse("none"));
    }
    return canonical;
  }

  boolean accepts(String stream) {
    return read(stream).code() == 0;
  }

  private record Answer(int code, String output, String error) {}

  private static Answer read(String stream) {
    return ask(stream, "label", "--local", "-f", "-", "x=y", "-o", "json");
  }

  private static Answer ask(String stream, String... arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(List.of(arguments));
    try {
      Path in = Files.createTempFile("kubectl", ".yaml");
      Path out = Files.createTempFile("kubectl", ".out");
      Path err = Files.createTempFile("kubectl", ".err");
      try {
        Files.writeString(in, stream);
        int code =
            new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Answer(
            code,
            new String(Files.readAllBytes(out), StandardCharsets.UTF_8),
            Files.readString(err));
      } finally {
        Files.delete(in);
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kubectl was reading", e);
    }
  }
}
