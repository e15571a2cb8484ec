package io.gitops4j.core.history;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.ResourceKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One archived intent as bytes: a format byte, then the document's canonical JSON, deflated, and
 * after that perhaps sealed.
 */
final class IntentBlob {
  private static final byte OPEN_FORMAT = 1;
  private static final byte SEALED_FORMAT = 2;

  private IntentBlob() {}

  static byte[] encode(Manifest document, @Nullable Sealer sealer) {
    byte[] packed = deflate(CanonicalJson.bytes(document.content()));
    return sealer == null
        ? framed(OPEN_FORMAT, packed)
        : framed(SEALED_FORMAT, sealer.seal(packed));
  }

  /** Empty if it is sealed and there is no sealer. */
  static Optional<Manifest> decode(ResourceKey key, byte[] blob, @Nullable Sealer sealer) {
    byte format = blob.length == 0 ? 0 : blob[0];
    if (format != OPEN_FORMAT && format != SEALED_FORMAT) {
      throw unreadable(
          key, "it is of format %d, this version reads 1 and 2".formatted(format), null);
    }
    byte[] rest = new byte[blob.length - 1];
    ByteBuffer.wrap(blob, 1, rest.length).get(rest);
    if (format == OPEN_FORMAT) {
      return Optional.of(document(key, rest));
    }
    return Optional.ofNullable(sealer).map(opener -> document(key, open(key, rest, opener)));
  }

  private static byte[] open(ResourceKey key, byte[] sealed, Sealer sealer) {
    try {
      return sealer.open(sealed);
    } catch (StateException e) {
      throw new StateException(
          e.reason(), "the archived intent of %s: %s".formatted(key, e.getMessage()), e);
    }
  }

  private static Manifest document(ResourceKey key, byte[] packed) {
    try {
      List<Manifest> documents = ManifestReader.create().read("archive of " + key, inflate(packed));
      if (documents.size() == 1 && documents.get(0).key().equals(key)) {
        return documents.get(0);
      }
      throw unreadable(key, "it holds " + documents, null);
    } catch (IOException | ManifestException e) {
      throw unreadable(key, "it holds no manifest", e);
    }
  }

  private static StateException unreadable(ResourceKey key, String why, @Nullable Exception cause) {
    return new StateException(
        StateException.Reason.CORRUPT,
        "the archived intent of %s can't be read: %s".formatted(key, why),
        cause);
  }

  private static byte[] framed(byte format, byte[] bytes) {
    return ByteBuffer.allocate(1 + bytes.length).put(format).put(bytes).array();
  }

  private static byte[] deflate(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail to be written", e);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  private static byte[] inflate(byte[] packed) throws IOException {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }
}
