package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Functions on paths with slashes; those of the operating system are the same, as on Linux. */
final class PathFunctions {
  private PathFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    add(table, "base", "osBase", PathFunctions::base);
    add(table, "dir", "osDir", PathFunctions::dir);
    add(table, "clean", "osClean", PathFunctions::clean);
    add(table, "ext", "osExt", PathFunctions::extension);
    add(table, "isAbs", "osIsAbs", path -> path.startsWith("/"));
  }

  private static void add(
      FunctionTable.Builder table, String name, String other, Function<String, Object> function) {
    Signature signature = Signature.of(STRING);
    table.add(name, signature, call -> function.apply(call.string(0)));
    table.add(other, signature, call -> function.apply(call.string(0)));
  }

  private static String base(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return end == 0 ? "/" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  private static String dir(String path) {
    return clean(path.substring(0, path.lastIndexOf('/') + 1));
  }

  private static String extension(String path) {
    int point = path.lastIndexOf('.');
    return point > path.lastIndexOf('/') ? path.substring(point) : "";
  }

  private static String clean(String path) {
    boolean absolute = path.startsWith("/");
    List<String> kept = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      boolean canGoUp = !kept.isEmpty() && !kept.get(kept.size() - 1).equals("..");
      if (part.equals("..") && canGoUp) {
        kept.remove(kept.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".") && !(part.equals("..") && absolute)) {
        kept.add(part);
      }
    }
    String joined = String.join("/", kept);
    return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
  }
}
