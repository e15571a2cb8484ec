package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The server walks the fields of a custom resource in no order, so its causes have none. */
final class CauseOrder {
  private CauseOrder() {}

  static MapValue sorted(MapValue status) {
    List<Value> causes = status.itemsAt("details", "causes");
    boolean isCustom =
        status.textAt("details", "group").filter(group -> group.endsWith("differential.example")).isPresent();
    if (!isCustom || causes.size() < 2 || !status.textAt("reason").orElse("").equals("Invalid")) {
      return status;
    }
    List<Value> sorted = causes.stream().sorted(Comparator.comparing(CauseOrder::line)).toList();
    String begin = status.textAt("message").orElse("").replaceFirst("(?s) is invalid: .*", "");
    String lines =
        sorted.stream().map(CauseOrder::line).distinct().collect(Collectors.joining(", "));
    return status
        .with("details", status.mapAt("details").with("causes", new ListValue(sorted)))
        .with("message", Scalar.of("%s is invalid: [%s]".formatted(begin, lines)));
  }

  private static String line(Value cause) {
    return cause.textAt("field").orElse("") + ": " + cause.textAt("message").orElse("");
  }
}
