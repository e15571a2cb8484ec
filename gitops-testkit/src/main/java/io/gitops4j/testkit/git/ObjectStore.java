package io.gitops4j.testkit.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Git objects by their ids, which are those of real Git. Thread-safe. */
final class ObjectStore {
  private final Map<String, GitObject> objects = new ConcurrentSkipListMap<>();

  /** An object as Git hashes it. */
  static final class GitObject {
    private final Kind kind;
    private final byte[] bytes;

    GitObject(Kind kind, byte[] bytes) {
      this.kind = kind;
      this.bytes = bytes.clone();
    }

    byte[] bytes() {
      return bytes.clone();
    }

    byte[] withHeader() {
      byte[] header = (kind.word() + " " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII);
      byte[] whole = new byte[header.length + bytes.length];
      System.arraycopy(header, 0, whole, 0, header.length);
      System.arraycopy(bytes, 0, whole, header.length, bytes.length);
      return whole;
    }
  }

  enum Kind {
    BLOB,
    TREE,
    COMMIT,
    TAG;

    String word() {
      return switch (this) {
        case BLOB -> "blob";
        case TREE -> "tree";
        case COMMIT -> "commit";
        case TAG -> "tag";
      };
    }
  }

  String put(Kind kind, byte[] bytes) {
    GitObject object = new GitObject(kind, bytes);
    String id = HexFormat.of().formatHex(sha1(object.withHeader()));
    objects.put(id, object);
    return id;
  }

  Optional<byte[]> find(Kind kind, String id) {
    return Optional.ofNullable(objects.get(id))
        .filter(object -> object.kind == kind)
        .map(GitObject::bytes);
  }

  void addAll(ObjectStore other) {
    objects.putAll(other.objects);
  }

  Map<String, GitObject> all() {
    return Collections.unmodifiableMap(objects);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
