package io.gitops4j.helm;

import com.marcnuri.helm.jni.NativeLibrary;
import com.marcnuri.helm.jni.TemplateOptions;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import io.gitops4j.core.render.RenderException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Helm's own code, loaded into this process from the library that helm-java brings, and called
 * without helm-java's front: that one would download a library it lacks, leave its copy of the
 * library behind, and read texts in whatever encoding the platform has.
 */
final class NativeHelm implements HelmEngine {
  private static final String NO_DEBUG_HINT = "Use --debug flag to render out invalid YAML";

  @Override
  public String render(Chart chart) throws Refused {
    Answer.ByValue answer = Loaded.LIBRARY.Template(new Options(chart));
    try {
      Optional<String> error = text(answer.err).map(NativeHelm::tidy).filter(e -> !e.isEmpty());
      if (error.isPresent()) {
        throw new Refused(error.get());
      }
      return text(answer.out).orElse("");
    } finally {
      Loaded.LIBRARY.Free(answer);
      Loaded.SIGNALS.restore();
    }
  }

  private static Optional<String> text(@Nullable Pointer text) {
    return Optional.ofNullable(text).map(found -> found.getString(0, "UTF-8"));
  }

  private static String tidy(String message) {
    return message.replace(NO_DEBUG_HINT, "").strip();
  }

  /** The functions of the library that are used; their names are the library's. */
  interface Functions extends Library {
    Answer.ByValue Version();

    Answer.ByValue Template(Options options);

    void Free(Answer.ByValue answer);
  }

  /** Input as helm-java lays it out, in UTF-8. */
  public static final class Options extends TemplateOptions {
    Options(Chart chart) {
      super(
          chart.release(),
          null,
          chart.folder().toString(),
          chart.namespace(),
          chart.kubeVersion().isEmpty() ? null : chart.kubeVersion(),
          0,
          1,
          urlEncoded(chart.integers()),
          "",
          joined(chart.valueFiles()),
          null,
          null,
          null,
          0,
          0,
          null,
          0,
          null);
      setStringEncoding("UTF-8");
    }

    private static String joined(List<Path> files) {
      return files.stream().map(Path::toString).collect(Collectors.joining(","));
    }

    private static String urlEncoded(Map<String, String> values) {
      return values.entrySet().stream()
          .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
          .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  /** Output as helm-java lays it out, with texts left where they are. */
  @Structure.FieldOrder({"out", "err", "stdOut", "stdErr"})
  public static class Answer extends Structure {
    public @Nullable Pointer out;
    public @Nullable Pointer err;
    public @Nullable Pointer stdOut;
    public @Nullable Pointer stdErr;

    /** Handed over as it is, not by address. */
    public static final class ByValue extends Answer implements Structure.ByValue {}
  }

  /** Loads on first use, once for all: such a library can't be unloaded. */
  private static final class Loaded {
    static final HostSignals SIGNALS = HostSignals.remembered();
    static final Functions LIBRARY = load();

    private static Functions load() {
      NativeLibrary library =
          ServiceLoader.load(NativeLibrary.class, NativeHelm.class.getClassLoader())
              .findFirst()
              .orElseThrow(
                  () ->
                      new RenderException(
                          "no Helm library for this platform: add the artifact of com.marcnuri.helm-java that is named after it, such as linux-amd64",
                          null));
      try {
        Path folder = Files.createTempDirectory("gitops4j-helm-library");
        try {
          return load(library, folder);
        } finally {
          TemporaryFolder.delete(folder);
        }
      } catch (IOException e) {
        throw new RenderException("cannot unpack the Helm library: " + e.getMessage(), e);
      }
    }

    private static Functions load(NativeLibrary library, Path folder) throws IOException {
      Path file = folder.resolve(library.getBinaryName());
      try (InputStream packed =
          library.getClass().getResourceAsStream("/" + library.getBinaryName())) {
        if (packed == null) {
          throw new RenderException("the Helm library's jar lacks " + file.getFileName(), null);
        }
        Files.copy(packed, file);
      }
      return AmbientCluster.hiddenWhile(() -> start(file));
    }

    // Its runtime starts beside us and reads the environment then: done when it answers.
    private static Functions start(Path file) {
      Functions functions =
          Native.load(
              file.toString(), Functions.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
      functions.Free(functions.Version());
      return functions;
    }
  }
}
