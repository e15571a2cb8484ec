package io.gitops4j.core.change;

import io.gitops4j.core.source.PullRequest;
import io.gitops4j.core.source.RepositoryUrl;

/**
 * A change under review.
 *
 * @param repository where
 * @param pullRequest as it was when it was opened; ask again for its state now
 * @param title of the change
 * @since 0.1.0
 */
public record ProposedChange(RepositoryUrl repository, PullRequest pullRequest, String title) {}
