package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a namespace that can't end says of itself, in the words of kube-controller-manager. */
final class NamespaceConditions {

  private NamespaceConditions() {}

  /** In the order in which they are written, without times. */
  static List<MapValue> of(List<MapValue> held, ServedKinds kinds) {
    return List.of(
        Conditions.condition(
            "NamespaceDeletionDiscoveryFailure",
            "False",
            "ResourcesDiscovered",
            "All resources successfully discovered"),
        Conditions.condition(
            "NamespaceDeletionGroupVersionParsingFailure",
            "False",
            "ParsedGroupVersions",
            "All legacy kube types successfully parsed"),
        Conditions.condition(
            "NamespaceDeletionContentFailure",
            "False",
            "ContentDeleted",
            "All content successfully deleted, may be waiting on finalization"),
        Conditions.condition(
            "NamespaceContentRemaining",
            "True",
            "SomeResourcesRemain",
            "Some resources are remaining: " + counted("has", resources(held, kinds))),
        finalizers(
            held.stream()
                .flatMap(object -> object.itemsAt("metadata", "finalizers").stream())
                .flatMap(finalizer -> finalizer.asText().stream())));
  }

  private static MapValue finalizers(Stream<String> names) {
    Map<String, Long> counts = counts(names);
    return counts.isEmpty()
        ? Conditions.condition(
            "NamespaceFinalizersRemaining",
            "False",
            "ContentHasNoFinalizers",
            "All content-preserving finalizers finished")
        : Conditions.condition(
            "NamespaceFinalizersRemaining",
            "True",
            "SomeFinalizersRemain",
            "Some content in the namespace has finalizers remaining: " + counted("in", counts));
  }

  /** Plural and group; the core group is nameless, but its dot stays. */
  private static Map<String, Long> resources(List<MapValue> held, ServedKinds kinds) {
    return counts(
        held.stream()
            .map(object -> kinds.require(ApiServer.keyOf(object).groupKind()))
            .map(kind -> kind.resource().plural() + "." + kind.groupKind().group()));
  }

  private static Map<String, Long> counts(Stream<String> names) {
    return names.collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
  }

  private static String counted(String verb, Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(e -> "%s %s %d resource instances".formatted(e.getKey(), verb, e.getValue()))
        .collect(Collectors.joining(", "));
  }
}
