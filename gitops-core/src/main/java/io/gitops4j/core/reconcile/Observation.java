package io.gitops4j.core.reconcile;

import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.diff.Comparison;

/**
 * One look at an application: what Git asks for, what the cluster has, and what differs.
 *
 * @param desired what Git asks for
 * @param live what the cluster has
 * @param comparison the two against each other
 * @param drifted whether the cluster differs from what was deployed last
 */
record Observation(DesiredState desired, LiveState live, Comparison comparison, boolean drifted) {}
