package io.gitops4j.core.sync;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.diff.Intent;
import io.gitops4j.core.diff.Settling;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.List;

/**
 * One thing that a plan does to one object.
 *
 * @since 0.1.0
 */
public sealed interface SyncStep {

  /** The object. */
  ResourceKey key();

  /** What is done, as one word: {@code create}, {@code configure}, {@code prune}. */
  String verb();

  /**
   * Creates the namespace of the destination. It carries no tracking and is never pruned.
   *
   * @param namespace the namespace as a manifest
   * @since 0.1.0
   */
  record CreateNamespace(Manifest namespace) implements SyncStep {
    @Override
    public ResourceKey key() {
      return namespace.key();
    }

    @Override
    public String verb() {
      return "create";
    }
  }

  /**
   * Applies an intent.
   *
   * @param intent what Git states
   * @param creates whether the object does not exist yet
   * @param settling what is sent of it, decided against the object at the moment of the step
   * @param notes what departs from a plain apply as far as it is known now, for a person
   * @since 0.1.0
   */
  record Apply(Intent intent, boolean creates, Settling settling, List<String> notes)
      implements SyncStep {
    /** Copies the notes. */
    public Apply {
      notes = List.copyOf(notes);
    }

    @Override
    public ResourceKey key() {
      return intent.key();
    }

    @Override
    public String verb() {
      return creates ? "create" : "configure";
    }
  }

  /**
   * Deletes an object that left Git.
   *
   * @param seen the object on which the decision was made
   * @since 0.1.0
   */
  record Prune(LiveResource seen) implements SyncStep {
    @Override
    public ResourceKey key() {
      return seen.key();
    }

    @Override
    public String verb() {
      return "prune";
    }
  }
}
