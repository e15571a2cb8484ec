package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * One write.
 *
 * @param version the resourceVersion that it has
 * @param before null for a creation
 * @param last the object after it, or as it was last if it is gone
 * @param isGone whether it was removed
 */
record StoreChange(
    long version, ResourceKey key, @Nullable MapValue before, MapValue last, boolean isGone) {}
