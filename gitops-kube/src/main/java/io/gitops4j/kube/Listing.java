package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.kube.KindCalls.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists objects page by page. */
final class Listing {
  private static final int PAGE = 500;
  private static final int EXPIRED = 410;

  private final KindCalls calls;

  Listing(KindCalls calls) {
    this.calls = calls;
  }

  /**
   * What a list answered.
   *
   * @param resource where the objects are
   * @param objects in the server's order
   * @param resourceVersion from where to watch on
   */
  record Listed(ApiResource resource, List<LiveResource> objects, String resourceVersion) {}

  /**
   * Reads all pages. They show the collection at one moment; if the server forgets that moment
   * before the last page, everything is read again at once, as later pages would be forgotten too.
   */
  Listed list(ResourceQuery query) {
    return pages(query, PAGE).or(() -> pages(query, 0)).orElseThrow(() -> expired(query));
  }

  private Optional<Listed> pages(ResourceQuery query, int limit) {
    List<LiveResource> objects = new ArrayList<>();
    String next = "";
    while (true) {
      Answered page = page(query, limit, next);
      if (page.answer().code() == EXPIRED) {
        return Optional.empty();
      }
      MapValue list = success(page.answer()).json();
      addItems(page, list, objects);
      next = list.textAt("metadata", "continue").orElse("");
      if (next.isEmpty()) {
        String version = list.textAt("metadata", "resourceVersion").orElse("");
        return Optional.of(new Listed(page.resource(), List.copyOf(objects), version));
      }
    }
  }

  private static void addItems(Answered page, MapValue list, List<LiveResource> objects) {
    for (Value item : list.itemsAt("items")) {
      objects.add(LiveObjects.ofItem(page.answer().purpose(), page.resource().kind(), item));
    }
  }

  private Answered page(ResourceQuery query, int limit, String next) {
    String parameters = parameters(limit, next);
    return calls.require(
        Wanted.of(query.kind(), query.version()), resource -> request(resource, query, parameters));
  }

  private static String parameters(int limit, String next) {
    String pages = limit == 0 ? "" : "?limit=" + limit;
    return next.isEmpty() ? pages : pages + "&continue=" + ObjectAddress.encoded(next);
  }

  private static ApiRequest request(ApiResource resource, ResourceQuery query, String parameters) {
    Purpose purpose = Purpose.of("list", query.kind(), query.namespace());
    return ApiRequest.get(purpose, ObjectAddress.ofAll(resource, query.namespace()) + parameters);
  }

  private static ApiAnswer success(ApiAnswer answer) {
    if (!answer.isSuccess()) {
      throw Failures.of(answer);
    }
    return answer;
  }

  private static ClusterException expired(ResourceQuery query) {
    Purpose purpose = Purpose.of("list", query.kind(), query.namespace());
    return new ClusterException(
        ClusterException.Reason.SERVER_ERROR,
        "can't %s: the cluster forgot the list while it was read, twice".formatted(purpose),
        null);
  }
}
