package io.gitops4j.core.diff;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Masks what nobody may see: the values of Secrets, and the copy of the whole object that {@code
 * kubectl apply} keeps in an annotation. A mask ends in a short hash under a key, so that a changed
 * value still shows as changed, while neither the value nor the equality of two secrets can be told
 * by somebody without the key. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Redactor {
  private static final String STARS = "********";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int HASH_BYTES = 4;

  private final byte @Nullable [] key;
  private final byte @Nullable [] digestKey;
  private final Set<String> annotations;

  private Redactor(
      byte @Nullable [] key, byte @Nullable [] digestKey, Collection<String> annotations) {
    this.key = key;
    this.digestKey = digestKey;
    this.annotations = Set.copyOf(annotations);
  }

  /**
   * Masks with hashes.
   *
   * @param key secret, and one for each engine; not empty; copied
   */
  public static Redactor withKey(byte[] key) {
    return withKeys(key, key);
  }

  /**
   * Masks with hashes under one key, and digests of Secrets under another: masks are seen by people
   * and need hold for one process only, digests are stored and must be the same after a restart.
   *
   * @param masks key of the masks; not empty; copied
   * @param digests key of the digests; not empty; copied
   */
  public static Redactor withKeys(byte[] masks, byte[] digests) {
    if (masks.length == 0 || digests.length == 0) {
      throw new IllegalArgumentException("the key of a redactor must not be empty");
    }
    return new Redactor(masks.clone(), digests.clone(), List.of());
  }

  /** Masks without hashes: every value looks the same. */
  public static Redactor withoutHashes() {
    return new Redactor(null, null, List.of());
  }

  /** Also masks these annotations, on every object. */
  public Redactor maskingAnnotations(Collection<String> names) {
    Set<String> more = new HashSet<>(annotations);
    more.addAll(names);
    return new Redactor(key, digestKey, more);
  }

  /** The object with masks; itself if there is nothing to mask. */
  public Manifest redacted(Manifest manifest) {
    MapValue content = redacted(manifest.key(), manifest.content());
    return content.equals(manifest.content()) ? manifest : manifest.withContent(content);
  }

  MapValue redacted(ResourceKey object, MapValue content) {
    MapValue masked = withMaskedAnnotations(object, content);
    if (Secrets.isSecret(object.groupKind())) {
      for (String field : List.of("data", "stringData")) {
        Value value = masked.entries().get(field);
        masked = value == null ? masked : masked.with(field, masks(object, field, value));
      }
    }
    return masked;
  }

  private MapValue withMaskedAnnotations(ResourceKey object, MapValue content) {
    MapValue before = content.mapAt("metadata", "annotations");
    MapValue masked = before;
    for (String name : before.keys()) {
      if (name.equals(Secrets.LAST_APPLIED) || annotations.contains(name)) {
        masked =
            masked.with(name, mask(object, name, before.entries().getOrDefault(name, Scalar.NULL)));
      }
    }
    return masked.equals(before)
        ? content
        : content.with("metadata", content.mapAt("metadata").with("annotations", masked));
  }

  private Value masks(ResourceKey object, String field, Value value) {
    if (!(value instanceof MapValue values)) {
      return mask(object, field, value);
    }
    Map<String, Value> masks = new LinkedHashMap<>(values.entries());
    masks.replaceAll((name, secret) -> mask(object, name, secret));
    return new MapValue(masks);
  }

  private Scalar mask(ResourceKey object, String field, Value value) {
    return Scalar.of(key == null ? STARS : STARS + " " + hash(key, object + "\n" + field, value));
  }

  /**
   * The digest of an object's content, whatever the order of its fields; of a Secret, keyed if this
   * has a key.
   */
  Digest digestOf(ResourceKey object, MapValue content) {
    return digestKey == null || !Secrets.isSecret(object.groupKind())
        ? Digest.fed(digest -> CanonicalJson.stream(content, digest::update))
        : new Digest(HexFormat.of().formatHex(mac(digestKey, CanonicalJson.bytes(content))));
  }

  /** The place is hashed along: two objects with one password must not look alike. */
  private static String hash(byte[] key, String place, Value value) {
    byte[] hash =
        mac(key, (place + "\n").getBytes(StandardCharsets.UTF_8), CanonicalJson.bytes(value));
    return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
  }

  private static byte[] mac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
