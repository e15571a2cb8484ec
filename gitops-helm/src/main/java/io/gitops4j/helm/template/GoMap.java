package io.gitops4j.helm.template;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Go map with string keys: changed in place, seen by all who hold it, walked in the order of its
 * keys, as templates, {@code fmt} and YAML walk it. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class GoMap extends AbstractMap<String, @Nullable Object> {
  private final GoType type;
  private final boolean nil;
  private final Map<String, @Nullable Object> entries;

  /** An empty {@code map[string]interface {}}. */
  public GoMap() {
    this(GoType.MAP);
  }

  /** An empty map of a type. */
  public GoMap(GoType type) {
    this(type, false, new TreeMap<>(GoStrings.ORDER));
  }

  private GoMap(GoType type, boolean nil, Map<String, @Nullable Object> entries) {
    this.type = type;
    this.nil = nil;
    this.entries = entries;
  }

  /** A map with these entries, which must be values of templates already; a shallow copy. */
  public static GoMap of(Map<String, ? extends @Nullable Object> entries) {
    GoMap map = new GoMap();
    map.putAll(entries);
    return map;
  }

  /** A nil map of a type: empty, and null in JSON and YAML. */
  public static GoMap nil(GoType type) {
    return new GoMap(type, true, new TreeMap<>(GoStrings.ORDER));
  }

  /** A shallow copy of the same type. */
  public GoMap copy() {
    Map<String, @Nullable Object> copy = new TreeMap<>(GoStrings.ORDER);
    copy.putAll(entries);
    return new GoMap(type, nil, copy);
  }

  /** The same entries under another type; a change of one is a change of both. */
  public GoMap as(GoType other) {
    return new GoMap(other, nil, entries);
  }

  /** The Go type. */
  public GoType type() {
    return type;
  }

  /** Whether it is a nil map. */
  public boolean isNil() {
    return nil;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return key instanceof String text ? entries.get(text) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String text && entries.containsKey(text);
  }

  @Override
  public @Nullable Object put(String key, @Nullable Object value) {
    if (nil) {
      throw new FunctionException("assignment to entry in nil map");
    }
    return entries.put(key, value);
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    return key instanceof String text ? entries.remove(text) : null;
  }

  @Override
  public void clear() {
    entries.clear();
  }

  @Override
  public Set<String> keySet() {
    return entries.keySet();
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return entries.entrySet();
  }

  /** Its size only: a map may hold itself, and values may be secret. */
  @Override
  public String toString() {
    return type + " of " + size();
  }
}
