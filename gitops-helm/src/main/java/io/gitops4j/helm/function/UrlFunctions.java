package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.MAP;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoValues;
import io.gitops4j.helm.template.Signature;

/** Functions that take URLs apart and put them together. */
final class UrlFunctions {
  private UrlFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    table.add("urlParse", Signature.of(STRING), UrlFunctions::parsed);
    table.add("urlJoin", Signature.of(MAP), UrlFunctions::joined);
  }

  private static GoMap parsed(Call call) {
    call.meter().allocate(4L * call.string(0).length() + 500);
    GoUrl url;
    try {
      url = GoUrl.parse(call.string(0));
    } catch (FunctionException e) {
      throw new FunctionException("unable to parse url: " + e.text(), e);
    }
    GoMap map = new GoMap();
    map.put("scheme", url.scheme());
    map.put("host", url.host());
    map.put("hostname", url.hostname());
    map.put("path", url.path());
    map.put("query", url.query());
    map.put("opaque", url.opaque());
    map.put("fragment", url.fragment());
    map.put("userinfo", url.userInfo());
    return map;
  }

  private static String joined(Call call) {
    GoMap map = call.map(0);
    call.meter().allocate(500);
    String userInfo = part(map, "userinfo");
    GoUrl user = GoUrl.EMPTY;
    if (!userInfo.isEmpty()) {
      try {
        user = GoUrl.parse("proto://%s@host".formatted(userInfo));
      } catch (FunctionException e) {
        throw new FunctionException("unable to parse userinfo in dict: " + e.text(), e);
      }
    }
    return new GoUrl(
            part(map, "scheme"),
            part(map, "opaque"),
            user.userInfo(),
            part(map, "host"),
            part(map, "path"),
            part(map, "query"),
            part(map, "fragment"))
        .text();
  }

  private static String part(GoMap map, String key) {
    Object value = map.containsKey(key) ? map.get(key) : "";
    if (value instanceof String text) {
      return text;
    }
    if (value == null) {
      throw new FunctionException(
          "runtime error: invalid memory address or nil pointer dereference");
    }
    throw new FunctionException(
        "unable to parse %s key, must be of type string, but %s found"
            .formatted(key, GoValues.typeName(value)));
  }
}
