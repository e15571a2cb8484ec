package io.gitops4j.testkit.api;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.util.Map;
import java.util.TreeMap;

/**
 * One call to an API server. Immutable; {@code with…} and the like return copies.
 *
 * @param verb what is asked
 * @param kind in the version in which the call speaks
 * @param namespace empty for kinds without, and for lists of all namespaces
 * @param name empty for lists and creations
 * @param subresource such as {@code status}; empty for the object itself
 * @param body object, patch or delete options; {@link MapValue#EMPTY} if there is none
 * @param parameters of the query, such as {@code fieldManager}, {@code dryRun}, {@code force},
 *     {@code labelSelector}, {@code limit}
 * @since 0.1.0
 */
public record ApiCall(
    Verb verb,
    GroupVersionKind kind,
    String namespace,
    String name,
    String subresource,
    Value body,
    Map<String, String> parameters) {

  /**
   * What a call asks for.
   *
   * @since 0.1.0
   */
  public enum Verb {
    GET,
    LIST,
    /** POST. */
    CREATE,
    /** PUT. */
    REPLACE,
    /** PATCH of type {@code application/apply-patch+yaml}. */
    APPLY,
    /** PATCH of type {@code application/json-patch+json}. */
    JSON_PATCH,
    /** PATCH of type {@code application/merge-patch+json}. */
    MERGE_PATCH,
    DELETE
  }

  /** Copies the parameters. */
  public ApiCall {
    parameters = Map.copyOf(new TreeMap<>(parameters));
  }

  /** Reads one object. */
  public static ApiCall get(GroupVersionKind kind, String namespace, String name) {
    return new ApiCall(Verb.GET, kind, namespace, name, "", MapValue.EMPTY, Map.of());
  }

  /** Reads the objects of a kind, of all namespaces if {@code namespace} is empty. */
  public static ApiCall list(GroupVersionKind kind, String namespace) {
    return new ApiCall(Verb.LIST, kind, namespace, "", "", MapValue.EMPTY, Map.of());
  }

  /** Creates an object. */
  public static ApiCall create(Manifest object, String manager) {
    return sent(Verb.CREATE, object, "").with("fieldManager", manager);
  }

  /** Replaces an object; its {@code metadata.resourceVersion} is a condition if it is there. */
  public static ApiCall replace(Manifest object, String manager) {
    return sent(Verb.REPLACE, object, object.key().name()).with("fieldManager", manager);
  }

  /** Server-side apply, unforced. */
  public static ApiCall apply(Manifest object, String manager) {
    return sent(Verb.APPLY, object, object.key().name()).with("fieldManager", manager);
  }

  private static ApiCall sent(Verb verb, Manifest object, String name) {
    return new ApiCall(
        verb, object.kind(), object.key().namespace(), name, "", object.content(), Map.of());
  }

  /** RFC 7386. */
  public static ApiCall mergePatch(
      GroupVersionKind kind, ResourceKey key, MapValue patch, String manager) {
    return of(Verb.MERGE_PATCH, kind, key, patch).with("fieldManager", manager);
  }

  /** RFC 6902; {@code patch} is a list. */
  public static ApiCall jsonPatch(
      GroupVersionKind kind, ResourceKey key, Value patch, String manager) {
    return of(Verb.JSON_PATCH, kind, key, patch).with("fieldManager", manager);
  }

  /** Deletes an object; {@link #withBody} gives it {@code DeleteOptions}. */
  public static ApiCall delete(GroupVersionKind kind, ResourceKey key) {
    return of(Verb.DELETE, kind, key, MapValue.EMPTY);
  }

  private static ApiCall of(Verb verb, GroupVersionKind kind, ResourceKey key, Value body) {
    return new ApiCall(verb, kind, key.namespace(), key.name(), "", body, Map.of());
  }

  /** The same with a parameter of the query. */
  public ApiCall with(String parameter, String value) {
    Map<String, String> changed = new TreeMap<>(parameters);
    changed.put(parameter, value);
    return new ApiCall(verb, kind, namespace, name, subresource, body, changed);
  }

  /** The same with another body. */
  public ApiCall withBody(Value changed) {
    return new ApiCall(verb, kind, namespace, name, subresource, changed, parameters);
  }

  /** Takes fields away from other appliers. */
  public ApiCall forced() {
    return with("force", "true");
  }

  /** The same as a question: nothing is stored. */
  public ApiCall asDryRun() {
    return with("dryRun", "All");
  }

  /** The same on a sub-resource, such as {@code status}. */
  public ApiCall on(String subresource) {
    return new ApiCall(verb, kind, namespace, name, subresource, body, parameters);
  }

  /** A parameter of the query, empty if it is not set. */
  public String parameter(String parameter) {
    return parameters.getOrDefault(parameter, "");
  }
}
