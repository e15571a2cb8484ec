package io.gitops4j.core.diff;

import io.gitops4j.core.application.FieldRules;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.core.merge.MergeException;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerSideApply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which fields of others must become ours before an apply, so that it takes them away: what adopted
 * managers stated, what we stated once and others own by now, and under strict rules what nobody
 * stated in Git.
 */
final class Reclaim {
  private static final FieldPath LAST_APPLIED =
      FieldPath.of("metadata", "annotations", Secrets.LAST_APPLIED);

  private static final String NOTING = "kubectl-client-side-apply";

  /** Others keep objects alive, or in a tree, by these: nobody removes them for being foreign. */
  private static final List<FieldPath> NEVER =
      List.of(FieldPath.of("metadata", "finalizers"), FieldPath.of("metadata", "ownerReferences"));

  private final FieldRules rules;
  private final LiveResource live;
  private final LiveOwners owners;
  private final Schema schema;

  Reclaim(FieldRules rules, LiveResource live, LiveOwners owners, Schema schema) {
    this.rules = rules;
    this.live = live;
    this.owners = owners;
    this.schema = schema;
  }

  /**
   * What becomes of an adopted entry.
   *
   * @param stated becomes ours
   * @param defaults become nobody's, as they are where an object was applied from the start
   */
  record Adoption(String manager, FieldSet stated, FieldSet defaults) {}

  /** The entries of adopted managers, of writes to the object itself in this version. */
  List<Adoption> adopted(String version) {
    return owners.others().stream()
        .filter(
            entry ->
                rules.adopted().contains(entry.manager())
                    && entry.subresource().isEmpty()
                    && entry.apiVersion().equals(version))
        .map(this::adoption)
        .toList();
  }

  private Adoption adoption(ManagedFieldsEntry entry) {
    FieldSet all = entry.fields();
    if (!entry.manager().equals(NOTING)) {
      return new Adoption(entry.manager(), all, FieldSet.EMPTY);
    }
    // Kubectl notes what it was given. The rest of its entry are defaults of the server, and so is
    // all of it once the note is gone.
    FieldSet stated =
        lastApplied()
            .map(noted -> all.intersection(noted.union(FieldSet.of(LAST_APPLIED))))
            .orElse(FieldSet.EMPTY);
    return new Adoption(
        entry.manager(), stated, stated.isEmpty() ? FieldSet.EMPTY : all.difference(stated));
  }

  private Optional<FieldSet> lastApplied() {
    return live.content()
        .textAt("metadata", "annotations", Secrets.LAST_APPLIED)
        .flatMap(this::fieldsOf);
  }

  private Optional<FieldSet> fieldsOf(String document) {
    try {
      MapValue stated = Json.read(Secrets.LAST_APPLIED, document).asMap().orElse(MapValue.EMPTY);
      return Optional.of(ServerSideApply.fieldSetOf(stated, schema));
    } catch (ManifestException | MergeException e) {
      return Optional.empty();
    }
  }

  /** What we stated, then or now, that is there, and that Git states no more. */
  FieldSet noLongerStated(FieldSet once, FieldSet sent) {
    FieldSet gone = once.union(owners.own()).difference(sent);
    if (gone.isEmpty()) {
      return gone;
    }
    FieldSet theirs = ofPeople();
    FieldSet nobodys = once.difference(owners.own()).difference(owners.all().all());
    return there(gone.intersection(theirs).union(gone.intersection(nobodys)));
  }

  /** Controllers, and whoever writes through a sub-resource, do what they are there for. */
  private FieldSet ofPeople() {
    return owners.others().stream()
        .filter(this::isPerson)
        .map(ManagedFieldsEntry::fields)
        .reduce(FieldSet.EMPTY, FieldSet::union);
  }

  private boolean isPerson(ManagedFieldsEntry entry) {
    return entry.subresource().isEmpty() && !rules.isController(entry.manager());
  }

  private FieldSet there(FieldSet paths) {
    return FieldSet.of(
        paths.paths().stream()
            .filter(path -> ServerSideApply.valueAt(live.content(), path, schema).isPresent())
            .toList());
  }

  /** What others own, Git does not state, and no controller needs. */
  FieldSet foreign(FieldSet sent) {
    FieldSet ours = sent.union(owners.own());
    List<FieldPath> stated = ours.paths();
    List<FieldPath> found = new ArrayList<>();
    ofPeople()
        .difference(ours)
        .forEach(
            path -> {
              boolean kept = Noise.contains(path) || NEVER.stream().anyMatch(path::startsWith);
              if (!kept && stated.stream().noneMatch(ownPath -> ownPath.startsWith(path))) {
                found.add(path);
              }
            });
    return there(FieldSet.of(found));
  }

  /** The same for a person to see, with what controllers own. */
  List<ForeignField> listed(FieldSet sent, MapValue masked) {
    FieldSet ours = sent.union(owners.own());
    FieldSet theirs =
        owners.others().stream()
            .filter(entry -> entry.subresource().isEmpty())
            .map(entry -> entry.fields().leaves())
            .reduce(FieldSet.EMPTY, FieldSet::union);
    List<ForeignField> found = new ArrayList<>();
    for (FieldPath path : there(theirs.difference(ours)).paths()) {
      Optional<Value> value = ServerSideApply.valueAt(masked, path, schema);
      boolean container = ours.paths().stream().anyMatch(own -> own.startsWith(path));
      if (!Noise.contains(path) && !container) {
        found.add(new ForeignField(path, value, String.join(", ", ownersOf(path))));
      }
    }
    return found;
  }

  private List<String> ownersOf(FieldPath path) {
    return owners.others().stream()
        .filter(entry -> entry.fields().contains(path))
        .map(ManagedFieldsEntry::manager)
        .distinct()
        .toList();
  }
}
