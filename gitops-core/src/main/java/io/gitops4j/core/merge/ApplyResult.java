package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a server-side apply answers.
 *
 * @since 0.1.0
 */
public sealed interface ApplyResult {

  /**
   * How far an apply changes an object.
   *
   * @since 0.1.0
   */
  enum Change {
    /** Nothing at all: the object, its owners and their times stay. */
    NONE,
    /** Only who owns what. */
    OWNERSHIP,
    /** Values, order of list items, or presence of fields. */
    CONTENT
  }

  /**
   * The apply goes through.
   *
   * @param object the object after it, with its managedFields
   * @param change how far it differs from the object before
   * @since 0.1.0
   */
  record Applied(MapValue object, Change change) implements ApplyResult {
    /** Whether the API server would write the object: content or owners differ. */
    public boolean changed() {
      return change != Change.NONE;
    }

    /** The extent of the change; never the object, which may be a Secret. */
    @Override
    public String toString() {
      return "Applied[" + change + "]";
    }
  }

  /**
   * The apply is refused, as it would change fields of others and was not forced.
   *
   * @param conflicts at least one; by manager, and within a manager in the order of a field set
   * @since 0.1.0
   */
  record Conflicted(List<Conflict> conflicts) implements ApplyResult {
    /** Copies. */
    public Conflicted {
      conflicts = List.copyOf(conflicts);
    }

    /** The message of the API server's status. */
    public String message() {
      if (conflicts.size() == 1) {
        return "Apply failed with 1 conflict: " + conflicts.get(0);
      }
      Map<String, List<Conflict>> byOwner =
          conflicts.stream()
              .collect(
                  Collectors.groupingBy(
                      Conflict::ownerText, LinkedHashMap::new, Collectors.toList()));
      StringBuilder text =
          new StringBuilder("Apply failed with " + conflicts.size() + " conflicts: ");
      String separator = "";
      for (Map.Entry<String, List<Conflict>> owner : byOwner.entrySet()) {
        text.append(separator).append("conflicts with ").append(owner.getKey()).append(':');
        owner.getValue().forEach(conflict -> text.append("\n- ").append(conflict.path()));
        separator = "\n";
      }
      return text.toString();
    }
  }
}
