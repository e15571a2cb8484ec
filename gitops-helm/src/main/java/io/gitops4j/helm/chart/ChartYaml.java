package io.gitops4j.helm.chart;

import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.format.FormatException;
import io.gitops4j.helm.format.YamlReader;
import io.gitops4j.helm.template.BudgetException;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.Meter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the YAML of charts as Helm does, into plain data: numbers become {@code Double}. */
public final class ChartYaml {
  /** As the tools of Kubernetes cut documents: no text may follow the dashes. */
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---[ \\t]*\\r?\\n?$\\n?");

  private static final Pattern LINE = Pattern.compile("yaml: line (\\d+): ");

  /** Nodes take 48 bytes each: far more than people write, far less than aliases can make. */
  private static final Meter.Limits LIMITS =
      new Meter.Limits(100_000_000, 0, 128L << 20, 1_000, Duration.ofSeconds(30));

  private final String path;
  private final String what;

  private ChartYaml(String path, String what) {
    this.path = path;
    this.what = what;
  }

  /**
   * The keys and values of a file; those of further documents are laid over the first one's.
   *
   * @param what names the file in messages, as Helm does, such as {@code cannot load values.yaml}
   * @throws UnrenderableException if it is no YAML or holds no map
   */
  public static Map<String, @Nullable Object> map(String path, byte[] content, String what) {
    ChartYaml yaml = new ChartYaml(path, what + ": cannot unmarshal yaml document");
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    int line = 0;
    String text = GoStrings.string(content);
    for (String document : List.of(SEPARATOR.split(text, -1))) {
      Tables.lay(yaml.map(document, line, "map[string]interface {}"), merged);
      line += (int) document.chars().filter(c -> c == '\n').count() + 1;
    }
    return merged;
  }

  /** The keys and values of a file with metadata. */
  static Map<String, @Nullable Object> metadata(String path, byte[] content, String what) {
    return new ChartYaml(path, what).map(GoStrings.string(content), 0, "loader.chartBase");
  }

  /** Lays values over others, in place: later ones win, and their nulls stay. */
  public static void layOver(
      Map<String, @Nullable Object> over, Map<String, @Nullable Object> base) {
    Tables.lay(over, base);
  }

  private Map<String, @Nullable Object> map(String document, int linesBefore, String type) {
    Object read = read(document, linesBefore);
    if (read == null) {
      return Map.of();
    }
    return Tables.copy(
        Tables.asMap(read)
            .orElseThrow(
                () ->
                    failed(
                        1 + linesBefore,
                        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal %s into Go value of type %s: the file must hold keys and values, such as 'replicas: 2'"
                            .formatted(GoText.jsonTypeOf(read), type),
                        null)));
  }

  private @Nullable Object read(String document, int linesBefore) {
    try {
      return YamlReader.read(document, new Meter(LIMITS, System::nanoTime));
    } catch (FormatException e) {
      Matcher line = LINE.matcher(e.text());
      int number = line.find() ? Integer.parseInt(line.group(1)) : 1;
      throw failed(number + linesBefore, e.text(), e);
    } catch (BudgetException e) {
      throw failed(1, e.text(), e);
    }
  }

  private UnrenderableException failed(int line, String reason, @Nullable Throwable cause) {
    return new UnrenderableException(
        new SourcePosition(path, line, 1), what + ": " + reason, cause);
  }
}
