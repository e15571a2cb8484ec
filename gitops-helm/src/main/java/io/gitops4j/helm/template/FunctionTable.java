package io.gitops4j.helm.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions by name. Immutable.
 *
 * @since 0.1.0
 */
public final class FunctionTable {
  private final Map<String, Entry> entries;

  private FunctionTable(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /** Starts one that is empty. */
  public static Builder builder() {
    return new Builder();
  }

  /** The function of a name, or null. */
  public @Nullable Entry get(String name) {
    return entries.get(name);
  }

  /** All names. */
  public Set<String> names() {
    return entries.keySet();
  }

  /**
   * A function.
   *
   * @param name in templates
   * @param signature of its parameters
   * @param function itself
   */
  public record Entry(String name, Signature signature, GoFunction function) {}

  /** Collects functions. */
  public static final class Builder {
    private final Map<String, Entry> entries = new HashMap<>();

    private Builder() {}

    /** Adds a function; one added before under the same name is replaced. */
    public Builder add(String name, Signature signature, GoFunction function) {
      entries.put(name, new Entry(name, signature, function));
      return this;
    }

    /** Adds all functions of a table. */
    public Builder addAll(FunctionTable table) {
      entries.putAll(table.entries);
      return this;
    }

    /** Leaves a function out. */
    public Builder remove(String name) {
      entries.remove(name);
      return this;
    }

    /** The table. */
    public FunctionTable build() {
      return new FunctionTable(Map.copyOf(entries));
    }
  }
}
