package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.ANY;
import static io.gitops4j.helm.template.GoType.INT;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Signature;
import java.util.ArrayList;
import java.util.List;

/** Functions between texts and lists of texts. */
final class SplitFunctions {
  private static final long BYTES_OF_A_TEXT = 48;

  private SplitFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    Signature two = Signature.of(STRING, STRING);
    table.add(
        "splitList", two, call -> GoList.strings(split(call, call.string(1), call.string(0), -1)));
    table.add("split", two, call -> numbered(split(call, call.string(1), call.string(0), -1)));
    table.add(
        "splitn",
        Signature.of(STRING, INT, STRING),
        call -> numbered(split(call, call.string(2), call.string(0), call.integer(1))));
    table.add("join", Signature.of(STRING, ANY), SplitFunctions::joined);
    table.add("toStrings", Signature.of(ANY), SplitFunctions::strings);
    table.add("sortAlpha", Signature.of(ANY), SplitFunctions::sorted);
  }

  private static GoList strings(Call call) {
    return GoList.strings(Conversions.texts(call.meter(), call.get(0)));
  }

  /** At most so many parts; a negative limit is none. */
  private static List<String> split(Call call, String text, String separator, long limit) {
    List<String> parts = new ArrayList<>();
    if (limit == 0) {
      return parts;
    }
    if (separator.isEmpty()) {
      return characters(call, text, limit);
    }
    int from = 0;
    int at = text.indexOf(separator);
    while (at >= 0 && (limit < 0 || parts.size() < limit - 1)) {
      parts.add(text.substring(from, at));
      call.meter().allocate(BYTES_OF_A_TEXT + at - from);
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<String> characters(Call call, String text, long limit) {
    List<String> parts = new ArrayList<>();
    call.meter().allocate(BYTES_OF_A_TEXT * text.length());
    int at = 0;
    while (at < text.length()) {
      boolean last = limit >= 0 && parts.size() == limit - 1;
      int end = last ? text.length() : at + Character.charCount(text.codePointAt(at));
      parts.add(text.substring(at, end));
      at = end;
    }
    return parts;
  }

  private static GoMap numbered(List<String> parts) {
    GoMap map = new GoMap(GoType.STRING_MAP);
    for (int i = 0; i < parts.size(); i++) {
      map.put("_" + i, parts.get(i));
    }
    return map;
  }

  private static String joined(Call call) {
    List<String> texts = Conversions.texts(call.meter(), call.get(1));
    String separator = call.string(0);
    long length = (long) separator.length() * texts.size();
    for (String text : texts) {
      length += text.length();
    }
    call.meter().allocate(length);
    return GoStrings.normal(String.join(separator, texts));
  }

  private static GoList sorted(Call call) {
    Object value = call.get(0);
    if (!(value instanceof List<?>)) {
      return GoList.strings(List.of(Conversions.text(call.meter(), value)));
    }
    List<String> texts = Conversions.texts(call.meter(), value);
    call.meter().allocate(BYTES_OF_A_TEXT * texts.size());
    texts.sort(GoStrings.ORDER);
    return GoList.strings(texts);
  }
}
