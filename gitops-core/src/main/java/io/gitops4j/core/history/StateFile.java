package io.gitops4j.core.history;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestLimits;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A state as the bytes of one file: JSON with a format version and a checksum of its content. */
final class StateFile {
  private static final long FORMAT = 1;

  /** The file is our own: no aliases, so nothing in it is larger than it looks. */
  private static final ManifestReader READER =
      ManifestReader.withLimits(
          ManifestLimits.defaults()
              .withMaxBytes(1 << 30)
              .withMaxNodes(100_000_000)
              .withMaxDepth(50));

  private StateFile() {}

  static byte[] write(VersionedState state) {
    MapValue content = StateCodec.write(state);
    MapValue file =
        MapValue.of("formatVersion", Scalar.of(FORMAT))
            .with("checksum", Fields.digest(checksum(content)))
            .with("content", content);
    return (CanonicalJson.write(file) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DamagedException if it is anything else
   * @throws StateException with {@code NEWER_FORMAT} if a later version wrote it
   */
  static VersionedState read(String name, byte[] bytes) throws DamagedException {
    try {
      List<Value> documents = READER.readValues(name, bytes);
      if (documents.size() != 1) {
        throw new IllegalArgumentException(
            documents.isEmpty()
                ? "it is empty"
                : "it holds %d documents instead of one".formatted(documents.size()));
      }
      if (documents.get(0).asMap().isEmpty()) {
        throw new IllegalArgumentException("it is not a JSON object");
      }
      Fields file = Fields.of(documents.get(0));
      long format = file.integer("formatVersion");
      if (format > FORMAT) {
        throw newer(name, format);
      }
      MapValue content = file.fields("content").map();
      if (format < 1 || !checksum(content).equals(file.digest("checksum"))) {
        throw new IllegalArgumentException("its checksum does not match its content");
      }
      return StateCodec.read(content);
    } catch (ManifestException e) {
      throw new DamagedException("it is not JSON" + place(e), e);
    } catch (IllegalArgumentException e) {
      throw new DamagedException(e);
    }
  }

  private static String place(ManifestException e) {
    return e.position()
        .map(at -> " (line %d, column %d)".formatted(at.line(), at.column()))
        .orElse("");
  }

  private static Digest checksum(MapValue content) {
    return Digest.of(CanonicalJson.bytes(content));
  }

  private static StateException newer(String name, long format) {
    return new StateException(
        StateException.Reason.NEWER_FORMAT,
        "%s was written by format %d, this version reads up to %d: use the newer version of the library"
            .formatted(name, format, FORMAT));
  }

  /** Not what we wrote. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String message, Exception cause) {
      super(message, cause);
    }

    DamagedException(Exception cause) {
      super(cause.getMessage(), cause);
    }
  }
}
