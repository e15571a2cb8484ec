package io.gitops4j.helm.function;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses as texts; nothing is looked up. */
final class IpAddress {
  private static final Pattern V4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})(?:\\.(?!$)|$)){4}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final int GROUPS = 8;

  private IpAddress() {}

  /** Its 4 or 16 bytes; null if it is none. */
  static byte @Nullable [] bytes(String text) {
    return text.indexOf(':') >= 0 ? v6(text) : v4(text);
  }

  private static byte @Nullable [] v4(String text) {
    if (!V4.matcher(text).matches()) {
      return null;
    }
    byte[] bytes = new byte[4];
    String[] parts = text.split("\\.", -1);
    for (int i = 0; i < bytes.length; i++) {
      int part = Integer.parseInt(parts[i]);
      if (part > 255) {
        return null;
      }
      bytes[i] = (byte) part;
    }
    return bytes;
  }

  private static byte @Nullable [] v6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    List<Integer> before = groups(gap < 0 ? text : text.substring(0, gap));
    List<Integer> after = gap < 0 ? List.of() : groups(text.substring(gap + 2));
    if (before == null || after == null) {
      return null;
    }
    int given = before.size() + after.size();
    if (gap < 0 ? given != GROUPS : given >= GROUPS) {
      return null;
    }
    byte[] bytes = new byte[2 * GROUPS];
    for (int i = 0; i < before.size(); i++) {
      put(bytes, i, before.get(i));
    }
    for (int i = 0; i < after.size(); i++) {
      put(bytes, GROUPS - after.size() + i, after.get(i));
    }
    return bytes;
  }

  private static void put(byte[] bytes, int group, int value) {
    bytes[2 * group] = (byte) (value >> 8);
    bytes[2 * group + 1] = (byte) value;
  }

  private static @Nullable List<Integer> groups(String text) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) {
      return groups;
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      byte[] tail = i == parts.length - 1 ? v4(parts[i]) : null;
      if (tail != null) {
        groups.add((tail[0] & 0xff) << 8 | (tail[1] & 0xff));
        groups.add((tail[2] & 0xff) << 8 | (tail[3] & 0xff));
      } else if (GROUP.matcher(parts[i]).matches()) {
        groups.add(Integer.parseInt(parts[i], 16));
      } else {
        return null;
      }
    }
    return groups;
  }
}
