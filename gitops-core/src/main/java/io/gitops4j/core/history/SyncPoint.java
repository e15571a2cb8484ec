package io.gitops4j.core.history;

import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;

/**
 * The commit that an application was last synced to, and what selected it. The selector tells
 * whether a later, older commit is a decision (another selector) or an accident.
 *
 * @param revision the commit
 * @param selector what it was selected by
 * @since 0.1.0
 */
public record SyncPoint(Revision revision, RevisionSelector selector) {}
