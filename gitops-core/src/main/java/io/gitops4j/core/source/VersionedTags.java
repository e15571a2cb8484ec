package io.gitops4j.core.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Those tags of a repository that are versions, highest first. */
record VersionedTags(List<VersionedTag> tags) {
  VersionedTags {
    tags = List.copyOf(tags);
  }

  record VersionedTag(Version version, String name, Revision revision) {}

  static VersionedTags of(RemoteRefs refs) {
    List<VersionedTag> found = new ArrayList<>();
    refs.tags()
        .forEach(
            (name, revision) ->
                Version.parse(name)
                    .ifPresent(version -> found.add(new VersionedTag(version, name, revision))));
    // 'v1.2' and '1.2.0+b7' are one version: the name decides, so that the answer never depends on
    // order.
    found.sort(
        Comparator.comparing(VersionedTag::version).thenComparing(VersionedTag::name).reversed());
    return new VersionedTags(found);
  }

  Optional<Revision> highest(VersionRange range) {
    return tags.stream()
        .filter(tag -> range.contains(tag.version))
        .findFirst()
        .map(VersionedTag::revision);
  }
}
