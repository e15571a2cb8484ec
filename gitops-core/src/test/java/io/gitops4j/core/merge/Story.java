package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.map;
import static io.gitops4j.core.merge.Documents.paths;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.ApplyResult.Applied;
import io.gitops4j.core.merge.ApplyResult.Conflicted;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what several managers do to one object. */
final class Story {
  private static final Pattern STEP = Pattern.compile("(\\w+) (applies|forces|puts|\\{|\\[)(.*)");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final GroupVersionKind kind;
  private final Schema schema;
  private final String frame;
  private @Nullable MapValue live;
  private String end = "";
  private int step;

  private Story(GroupVersionKind kind, String frame) {
    this.kind = kind;
    this.schema = BuiltInSchemas.of(kind).orElse(Schema.deduced());
    this.frame = frame;
  }

  static Story of(String apiVersion, String kind) {
    return new Story(GroupVersionKind.of(apiVersion, kind), "%s");
  }

  Story within(String newFrame) {
    return new Story(kind, newFrame);
  }

  Story told(String steps) {
    for (String text : steps.split("; ", -1)) {
      Matcher matcher = STEP.matcher(text.strip());
      assertThat(matcher.matches()).as(text).isTrue();
      switch (matcher.group(2)) {
        case "applies" -> apply(options(matcher), object(matcher.group(3)));
        case "forces" -> apply(options(matcher).forced(), object(matcher.group(3)));
        case "puts" -> put(UpdateOptions.by(matcher.group(1), time()), object(matcher.group(3)));
        default -> setDefaults(object(matcher.group(2) + matcher.group(3)));
      }
    }
    return this;
  }

  private ApplyOptions options(Matcher matcher) {
    return ApplyOptions.by(matcher.group(1), time());
  }

  private Instant time() {
    return START.plusSeconds(step++);
  }

  private MapValue object(String content) {
    return identified(map(frame.formatted(content.strip())));
  }

  private void apply(ApplyOptions options, MapValue config) {
    try {
      ApplyResult result = ServerSideApply.apply(live, config, options, schema);
      if (result instanceof Applied applied) {
        live = applied.object();
        end = applied.change().name().toLowerCase(Locale.ROOT);
      } else if (result instanceof Conflicted refused) {
        end =
            refused.conflicts().stream()
                .map(c -> c.owner().manager() + " " + c.path())
                .collect(Collectors.joining(", "));
      }
    } catch (MergeException e) {
      end = String.valueOf(e.getMessage()).substring(e.path().toString().length() + 2);
    }
  }

  private void put(UpdateOptions options, MapValue object) {
    live = ServerSideApply.update(live, object, options, schema);
    end = "-";
  }

  /** As the API server sets them behind an apply: nobody owns them. */
  private void setDefaults(MapValue object) {
    live = ManagedFields.of(live()).writtenTo(object);
  }

  MapValue live() {
    return live == null ? MapValue.EMPTY : live;
  }

  void endsWith(String expectedEnd, MapValue content, String owners) {
    assertThat(end).isEqualTo(expanded(expectedEnd));
    assertThat(NeverOwned.withoutManagedFields(live())).isEqualTo(identified(content));
    assertThat(owners()).isEqualTo(expected(owners));
  }

  private MapValue identified(MapValue content) {
    return content
        .with("apiVersion", Scalar.of(kind.apiVersion()))
        .with("kind", Scalar.of(kind.kind()))
        .with("metadata", content.mapAt("metadata").with("name", Scalar.of("x")));
  }

  private Map<String, Set<String>> owners() {
    Map<String, Set<String>> owners = new TreeMap<>();
    ManagedFields.of(live())
        .entries()
        .forEach(entry -> owners.put(entry.manager(), paths(entry.fields())));
    return owners;
  }

  private static Map<String, Set<String>> expected(String text) {
    Map<String, Set<String>> owners = new TreeMap<>();
    if (!text.equals("-")) {
      for (String owner : text.split("; ", -1)) {
        String[] parts = owner.split(": ", 2);
        owners.put(parts[0], paths(expanded(parts[1])));
      }
    }
    return owners;
  }

  private static String expanded(String paths) {
    return paths
        .replaceAll("\\bc\\[(\\w+)]", ".spec.template.spec.containers[name=\"$1\"]")
        .replaceAll("\\bv\\[(\\w+)]", ".spec.template.spec.volumes[name=\"$1\"]")
        .replaceAll("\\bp\\[(\\w+)]", ".spec.ports[port=$1,protocol=\"TCP\"]")
        .replaceAll("\\bs\\[(\\w+)]", ".metadata.finalizers[=\"$1\"]");
  }
}
