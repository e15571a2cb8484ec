package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.ApplyOptions;
import io.gitops4j.core.merge.ApplyResult;
import io.gitops4j.core.merge.ServerSideApply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a server without defaults and admission makes of an apply. */
final class Applied {
  private Applied() {}

  static LiveResource created(Intent intent) {
    return from(null, intent, "1");
  }

  static LiveResource over(LiveResource live, Intent intent) {
    return from(live, intent, live.resourceVersion() + "1");
  }

  private static LiveResource from(
      @Nullable LiveResource live, Intent intent, String resourceVersion) {
    ApplyResult result =
        ServerSideApply.apply(
            live == null ? null : live.content(),
            intent.manifest().content(),
            ApplyOptions.by(Guestbook.MANAGER, Instant.parse("2026-05-04T08:00:00Z")).forced(),
            Guestbook.schema(intent.manifest().kind()));
    MapValue object = ((ApplyResult.Applied) result).object();
    MapValue metadata =
        object
            .mapAt("metadata")
            .with("uid", Scalar.of(live == null ? "uid-" + intent.key() : live.uid()))
            .with("resourceVersion", Scalar.of(resourceVersion));
    return LiveResource.of(intent.manifest().withContent(object.with("metadata", metadata)));
  }
}
