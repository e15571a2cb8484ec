package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.TrackingId;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.SourcePosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that an application should be: one document for each object, exactly as it is applied.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class Intents {
  private final List<Intent> all;
  private final Map<ResourceKey, Intent> byKey;
  private final Digest digest;

  private Intents(Collection<Intent> all) {
    this.all = List.copyOf(all);
    Map<ResourceKey, Intent> index = new LinkedHashMap<>();
    this.all.stream()
        .filter(intent -> !intent.isNamedByServer())
        .forEach(intent -> index.put(intent.key(), intent));
    this.byKey = Collections.unmodifiableMap(index);
    this.digest =
        Digest.of(
            this.all.stream()
                .map(intent -> intent.digest().hex())
                .sorted()
                .collect(Collectors.joining("\n")));
  }

  /**
   * Turns rendered manifests into intents: namespace and tracking set; nulls, status and what only
   * the server sets dropped; {@code stringData} folded into {@code data}; list keys with defaults
   * spelled out.
   *
   * <p>Of a kind that the cluster does not serve, a CustomResourceDefinition among the manifests
   * tells whether its objects live in namespaces; without one they stay where they are written, or
   * go to the destination's namespace. Of equal duplicates the first stays.
   *
   * @throws ManifestException if two documents state one object differently, or an object needs a
   *     namespace and nothing gives it one
   */
  public static Intents of(List<Manifest> rendered, IntentContext context) {
    KnownKinds kinds = KnownKinds.of(context.cluster(), rendered);
    List<Intent> intents = new ArrayList<>(rendered.size());
    for (Manifest manifest : rendered) {
      Manifest stated =
          manifest.withContent(IntentDocument.of(manifest.content(), manifest.kind()));
      intents.add(Intent.of(tracked(placed(stated, kinds, context), context), context.redactor()));
    }
    return new Intents(distinct(intents));
  }

  /** Takes documents that were intents before, as they are, without keyed digests. */
  public static Intents ofStored(List<Manifest> documents) {
    return ofStored(documents, Redactor.withoutHashes());
  }

  /**
   * Takes documents that were intents before, as they are.
   *
   * @param redactor the one under which they were intents, so that their digests are the same again
   */
  public static Intents ofStored(List<Manifest> documents, Redactor redactor) {
    return new Intents(
        distinct(documents.stream().map(document -> Intent.of(document, redactor)).toList()));
  }

  private static Manifest placed(Manifest manifest, KnownKinds kinds, IntentContext context) {
    Optional<Boolean> namespaced = kinds.isNamespaced(manifest.kind());
    if (namespaced.isPresent() && !namespaced.get()) {
      return manifest.namespace().isEmpty() ? manifest : manifest.inNamespace("");
    }
    if (!manifest.namespace().isEmpty()) {
      return manifest;
    }
    if (!context.namespace().isEmpty()) {
      return manifest.inNamespace(context.namespace());
    }
    if (namespaced.isEmpty()) {
      return manifest;
    }
    throw ManifestException.at(
        manifest.position().orElse(null),
        "%s of application '%s' needs a namespace: neither metadata.namespace nor the destination names one"
            .formatted(manifest.key(), context.application()),
        null);
  }

  private static Manifest tracked(Manifest manifest, IntentContext context) {
    TrackingId id = new TrackingId(context.instance(), context.application(), manifest.key());
    return manifest.withAnnotation(TrackingId.ANNOTATION, id.toString());
  }

  private static List<Intent> distinct(List<Intent> intents) {
    Map<ResourceKey, Intent> seen = new LinkedHashMap<>();
    List<Intent> kept = new ArrayList<>(intents.size());
    for (Intent intent : intents) {
      Intent earlier = intent.isNamedByServer() ? null : seen.putIfAbsent(intent.key(), intent);
      if (earlier == null) {
        kept.add(intent);
      } else if (!earlier.equals(intent)) {
        throw stateTwice(earlier, intent);
      }
    }
    return kept;
  }

  private static ManifestException stateTwice(Intent earlier, Intent later) {
    return ManifestException.at(
        later.manifest().position().orElse(null),
        "%s is stated a second time and differently from the first, at %s; keep one of them"
            .formatted(
                later.key(),
                earlier
                    .manifest()
                    .position()
                    .map(SourcePosition::toString)
                    .orElse("an unknown position")),
        null);
  }

  /** All, in the order in which they were rendered. */
  public List<Intent> all() {
    return all;
  }

  /** The intent of an object; objects that the server names have no key to be found by. */
  public Optional<Intent> get(ResourceKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Of all documents, whatever their order. */
  public Digest digest() {
    return digest;
  }

  /** Number and digest; never the content. */
  @Override
  public String toString() {
    return all.size() + " intents " + digest.abbreviated();
  }
}
