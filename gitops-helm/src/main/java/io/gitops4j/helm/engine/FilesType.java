package io.gitops4j.helm.engine;

import io.gitops4j.helm.chart.ChartFile;
import io.gitops4j.helm.format.YamlWriter;
import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.GoBytes;
import io.gitops4j.helm.template.GoFunction;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Signature;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The type of {@code .Files}: contents by path, with methods of its own. */
final class FilesType {
  static final GoType FILES =
      GoType.named("engine.files", GoType.mapOf(GoType.BYTES), FilesType::method);

  private FilesType() {}

  /** What templates see of a chart's files. */
  static GoMap files(List<ChartFile> files) {
    GoMap map = new GoMap(FILES);
    files.forEach(file -> map.put(file.name(), GoBytes.from(file::content)));
    return map;
  }

  private static GoObject.@Nullable Method method(Object receiver, String name) {
    GoMap files = (GoMap) receiver;
    return switch (name) {
      case "Get" -> byName(call -> text(files, call.string(0)));
      case "GetBytes" -> byName(call -> bytes(files, call.string(0)));
      case "Lines" -> byName(call -> lines(files, call.string(0)));
      case "Glob" -> byName(call -> matching(files, call));
      case "AsConfig" -> asYaml(files, GoBytes::text);
      case "AsSecrets" -> asYaml(files, bytes -> Base64.getEncoder().encodeToString(bytes.bytes()));
      default -> null;
    };
  }

  private static GoObject.Method byName(GoFunction function) {
    return new GoObject.Method(Signature.of(GoType.STRING), function);
  }

  private static GoBytes bytes(GoMap files, String name) {
    return files.get(name) instanceof GoBytes bytes ? bytes : GoBytes.of("");
  }

  private static String text(GoMap files, String name) {
    return bytes(files, name).text();
  }

  private static GoList lines(GoMap files, String name) {
    String text = text(files, name);
    if (!files.containsKey(name)) {
      return GoList.strings(List.of());
    }
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return GoList.strings(List.of(body.split("\n", -1)));
  }

  private static GoMap matching(GoMap files, Call call) {
    Glob glob = Glob.of(call.string(0));
    GoMap matching = new GoMap(FILES);
    files.forEach(
        (name, content) -> {
          call.meter().steps(name.length());
          if (glob.matches(name)) {
            matching.put(name, content);
          }
        });
    return matching;
  }

  private static GoObject.Method asYaml(GoMap files, Function<GoBytes, String> text) {
    return new GoObject.Method(
        Signature.of(),
        call -> {
          GoMap map = new GoMap(GoType.STRING_MAP);
          files.forEach(
              (name, content) -> {
                GoBytes bytes = (GoBytes) content;
                call.meter().allocate(bytes.size() * 2L);
                map.put(name.substring(name.lastIndexOf('/') + 1), text.apply(bytes));
              });
          return YamlWriter.compact(map, call.meter());
        });
  }
}
