package io.gitops4j.core.history;

import io.gitops4j.core.diff.Intent;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was applied, so that going back to it needs neither Git nor a chart: each intent
 * compressed, of a Secret sealed, under the digest of these bytes. Without a sealer Secrets are
 * withheld. Thread-safe if its store is.
 *
 * @since 0.1.0
 */
public final class IntentArchive {
  private static final GroupKind SECRET = new GroupKind("", "Secret");

  private final StateStore store;
  private final @Nullable Sealer sealer;

  private IntentArchive(StateStore store, @Nullable Sealer sealer) {
    this.store = store;
    this.sealer = sealer;
  }

  /** An archive that keeps Secrets sealed. */
  public static IntentArchive sealing(StateStore store, Sealer sealer) {
    return new IntentArchive(store, sealer);
  }

  /** An archive that keeps no content of Secrets. */
  public static IntentArchive withholdingSecrets(StateStore store) {
    return new IntentArchive(store, null);
  }

  /**
   * Keeps intents.
   *
   * @param intents what was applied
   * @param earlier what is archived already: an entry of equal key and digest is used again, so
   *     that a sealed Secret that did not change takes no new space
   * @return one entry for each intent, in their order
   */
  public List<StoredIntent> store(Collection<Intent> intents, Collection<StoredIntent> earlier) {
    Map<ResourceKey, StoredIntent> known = new HashMap<>();
    earlier.stream()
        .filter(stored -> stored.content().isPresent())
        .forEach(stored -> known.putIfAbsent(stored.key(), stored));
    List<StoredIntent> stored = new ArrayList<>(intents.size());
    for (Intent intent : intents) {
      StoredIntent before = known.get(intent.key());
      boolean unchanged = before != null && before.digest().equals(intent.digest());
      stored.add(unchanged ? before : store(intent));
    }
    return stored;
  }

  private StoredIntent store(Intent intent) {
    boolean secret = intent.key().groupKind().equals(SECRET);
    if (secret && sealer == null) {
      return new StoredIntent.Withheld(intent.key(), intent.digest());
    }
    byte[] bytes = IntentBlob.encode(intent.manifest(), secret ? sealer : null);
    return new StoredIntent.Archived(intent.key(), intent.digest(), store.putBlob(bytes));
  }

  /**
   * Reads intents back.
   *
   * @throws StateException with {@code CORRUPT} if one is missing or damaged, with {@code
   *     NOT_OPENED} if it was sealed with another key than this archive's
   */
  public Retrieved retrieve(Collection<StoredIntent> stored) {
    List<Manifest> documents = new ArrayList<>(stored.size());
    List<ResourceKey> withheld = new ArrayList<>();
    for (StoredIntent intent : stored) {
      read(intent).ifPresentOrElse(documents::add, () -> withheld.add(intent.key()));
    }
    return new Retrieved(documents, withheld);
  }

  private Optional<Manifest> read(StoredIntent intent) {
    return intent
        .content()
        .flatMap(
            blob ->
                IntentBlob.decode(
                    intent.key(),
                    store.blob(blob).orElseThrow(() -> missing(intent.key(), blob)),
                    sealer));
  }

  private static StateException missing(ResourceKey key, Digest blob) {
    return new StateException(
        StateException.Reason.CORRUPT,
        "the archived intent of %s is gone: the store has no blob %s".formatted(key, blob));
  }

  /**
   * What came back.
   *
   * @param documents in the order asked for
   * @param withheld Secrets whose content is not to be had: never kept, or sealed while this
   *     archive has no sealer
   * @since 0.1.0
   */
  public record Retrieved(List<Manifest> documents, List<ResourceKey> withheld) {
    /** Copies the lists. */
    public Retrieved {
      documents = List.copyOf(documents);
      withheld = List.copyOf(withheld);
    }
  }
}
