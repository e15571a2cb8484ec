package io.gitops4j.examples.guestbook;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.source.Revision;
import io.gitops4j.testkit.cluster.InMemoryCluster;

/** Somebody changes the cluster by hand; the engine changes it back. */
final class SelfHealStory {
  private SelfHealStory() {}

  static void play(Story story) {
    World world = story.world();
    Revision first = world.repository().first();
    world.gitops().start();
    world.time().advance(AutomatedStory.ENOUGH);
    story.refreshed(Expected.synced(first, 1, 1));
    story.narrator().tell("Somebody scales the frontend in cluster 'aliyun' to 7 by hand.");
    InMemoryCluster cluster = world.aliyunCluster();
    cluster.edit(Expected.FRONTEND, SelfHealStory::scaledToSeven);
    story.narrator().diff(world.aliyun().diff(Expected.FRONTEND));
    story
        .narrator()
        .tell("The engine sees it and mends it at once, without a new deployment in the history.");
    world.time().advance(AutomatedStory.ENOUGH);
    requireOneReplica(cluster);
    story.noticed(Expected.synced(first, 1, 1));
  }

  private static MapValue scaledToSeven(MapValue frontend) {
    return frontend.with("spec", frontend.mapAt("spec").with("replicas", Scalar.of(7)));
  }

  private static void requireOneReplica(InMemoryCluster cluster) {
    long replicas =
        cluster
            .peek(Expected.FRONTEND)
            .flatMap(frontend -> frontend.content().integerAt("spec", "replicas"))
            .orElse(0L);
    if (replicas != 1) {
      throw new UnexpectedStateException(
          "the frontend should have 1 replica again, but has " + replicas);
    }
  }
}
