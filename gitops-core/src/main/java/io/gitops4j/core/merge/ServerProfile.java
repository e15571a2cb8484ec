package io.gitops4j.core.merge;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In what an API server differs from the current ones as to server-side apply. Immutable.
 *
 * @since 0.1.0
 */
public final class ServerProfile {
  /** As current servers do it: no deviation. */
  public static final ServerProfile CURRENT = new ServerProfile(EnumSet.noneOf(Deviation.class));

  /** Kubernetes 1.20, which has all deviations known. */
  public static final ServerProfile KUBERNETES_1_20 =
      new ServerProfile(EnumSet.allOf(Deviation.class));

  private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");

  /**
   * One way in which a server differs from current ones. Each was tried on Kubernetes 1.20.2.
   *
   * @since 0.1.0
   */
  public enum Deviation {
    /**
     * Items of keyed lists and sets that are there keep the order of the live object; new ones
     * follow. Gone in 1.24 (and in the last patches of 1.22 and 1.23).
     */
    LIVE_LIST_ORDER(24),
    /**
     * An item of a list that is there twice, in the live object or a configuration, is an internal
     * error of an apply. Gone in 1.29.
     */
    DUPLICATE_ITEMS_FAIL(29),
    /**
     * A create, replace or patch that can't be accounted for, as by an item of a list that is there
     * twice, takes all managedFields away, where current servers leave them as they are. Gone for
     * such items in 1.29.
     */
    UNACCOUNTED_WRITE_DROPS_OWNERS(29),
    /**
     * The port of a Service needs its {@code protocol}, as the schema of that list knows no default
     * for it; {@link BuiltInSchemas#of(io.gitops4j.core.manifest.GroupVersionKind, ServerProfile)}
     * answers such a schema. Ports of containers and list keys of custom resources do have their
     * defaults. Gone in 1.21.
     */
    MISSING_DEFAULTED_KEY_FAILS(21),
    /**
     * An item that lacks one of several keys, and has no default for it, is an internal error;
     * current servers tell it apart by the keys that it has. Not documented when this went.
     */
    MISSING_KEY_FAILS(21),
    /**
     * An applied {@code {}}, or null in place of a map or list, is not owned, unless the map or
     * list is atomic. Not documented when this went.
     */
    EMPTY_CONTAINERS_ARE_NOT_OWNED(21),
    /**
     * A manager that owns a granular map or list and nothing in it, as others took that over, comes
     * to own all that is in it with the next write of anybody. Not documented when this went.
     */
    OWNED_CONTAINERS_EXPAND(21),
    /**
     * A field of a struct of which all was pruned becomes null, where current servers take it away.
     * Custom resources then hold a null, or are refused if the field is not nullable. Not
     * documented when this went.
     */
    PRUNED_FIELDS_BECOME_NULL(21),
    /**
     * What an endpoint resets, such as {@code status} on the main one and {@code spec} at {@code
     * /status}, is owned and compared all the same, by applies and other writes, although it is not
     * stored. Gone in 1.21.
     */
    STATUS_IS_OWNED(21),
    /**
     * Entries of managers have no subresource: the object and its status share them. Gone in 1.22.
     */
    NO_SUBRESOURCES(22),
    /**
     * A no-op apply that spells a value otherwise than it is stored is a write. Gone in 1.24; see
     * {@link ServerSideApply#stored}.
     */
    OTHER_SPELLING_IS_A_WRITE(24),
    /**
     * Where a CRD has one int-or-string field, in any of its versions, its objects are merged as if
     * it had no schema at all: every list is atomic, those of their metadata too. A matter of the
     * schema that is built of the CRD. Not documented when this went.
     */
    INT_OR_STRING_MAKES_LISTS_ATOMIC(21),
    /**
     * An apply that changes nothing but owners stamps its entry with the time. Not documented when
     * this went.
     */
    OWNERSHIP_CHANGES_TIME(21),
    /**
     * A create, replace or patch after which a manager owns the same fields as before leaves the
     * time of its entry. Not documented when this went.
     */
    SAME_FIELDS_KEEP_TIME(21),
    /**
     * An apply must spell quantities as texts: {@code cpu: 1} is an internal error. Not documented
     * when this went.
     */
    QUANTITIES_ARE_TEXTS(21),
    /** The kinds of Kubernetes itself, their fields and how they are merged are those of 1.20. */
    TYPES_OF_1_20(21),
    /**
     * What a schema says nothing of is owned as a whole, also where it is a map. Not documented
     * when this went.
     */
    UNDESCRIBED_IS_ATOMIC(21);

    private final int goneInMinor;

    Deviation(int goneInMinor) {
      this.goneInMinor = goneInMinor;
    }
  }

  private final Set<Deviation> deviations;

  private ServerProfile(Set<Deviation> deviations) {
    this.deviations = Set.copyOf(deviations);
  }

  /**
   * The profile of a version as servers call themselves, such as {@code v1.20.2} or {@code
   * v1.33.1-eks-1}. 1.20 and what is older have every deviation; a later version those that are
   * known to have gone only after it. Where it is not documented when a deviation went, it is taken
   * to be one of 1.20 alone.
   *
   * @param gitVersion the {@code gitVersion} that {@code /version} answers
   * @return empty if the text names no version of Kubernetes 1, such as the {@code v0.0.0-master}
   *     of some builds: then {@link #detected} goes by features
   */
  public static Optional<ServerProfile> ofVersion(String gitVersion) {
    Matcher version = VERSION.matcher(gitVersion.strip());
    if (!version.matches() || Integer.parseInt(version.group(1)) != 1) {
      return Optional.empty();
    }
    int minor = Integer.parseInt(version.group(2));
    EnumSet<Deviation> deviations = EnumSet.allOf(Deviation.class);
    deviations.removeIf(deviation -> minor >= deviation.goneInMinor);
    return Optional.of(deviations.isEmpty() ? CURRENT : new ServerProfile(deviations));
  }

  /**
   * The profile of a server by its version or, if that says nothing, by what it serves: servers
   * without {@code /openapi/v3} count as 1.20, others as current.
   */
  public static ServerProfile detected(String gitVersion, boolean servesOpenApiV3) {
    return ofVersion(gitVersion).orElse(servesOpenApiV3 ? CURRENT : KUBERNETES_1_20);
  }

  /** Current servers with some deviations, such as tests need one by one. */
  static ServerProfile with(Deviation first, Deviation... more) {
    return new ServerProfile(EnumSet.of(first, more));
  }

  /** Whether the server differs in this way. */
  public boolean has(Deviation deviation) {
    return deviations.contains(deviation);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ServerProfile that && deviations.equals(that.deviations);
  }

  @Override
  public int hashCode() {
    return deviations.hashCode();
  }

  /** The deviations. */
  @Override
  public String toString() {
    return deviations.isEmpty() ? "current" : EnumSet.copyOf(deviations).toString();
  }
}
