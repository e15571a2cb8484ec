package io.gitops4j.kube;

import io.fabric8.kubernetes.client.http.HttpResponse;
import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.ResourceQuery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A list that goes on as a watch, on a thread of its own until it ends. The lock is held while the
 * listener is called, so that nothing is told after {@link #close} returned.
 */
final class RunningWatch implements ClusterTarget.Watch {
  private final ApiClient api;
  private final ResourceQuery query;
  private final Listing.Listed start;
  private final Consumer<ClusterEvent> listener;
  private final Purpose purpose;
  private final ReentrantLock telling = new ReentrantLock();
  private volatile boolean closed;
  private volatile @Nullable InputStream body;

  RunningWatch(
      ApiClient api, ResourceQuery query, Listing.Listed start, Consumer<ClusterEvent> listener) {
    this.api = api;
    this.query = query;
    this.start = start;
    this.listener = listener;
    this.purpose = Purpose.of("watch", query.kind(), query.namespace());
  }

  /** Begins to tell. */
  void begin() {
    Thread thread = new Thread(this::run, "gitops4j-" + purpose);
    thread.setDaemon(true);
    thread.start();
  }

  boolean isClosed() {
    return closed;
  }

  private void run() {
    try {
      start.objects().forEach(resource -> tell(new ClusterEvent.Changed(resource)));
      if (!closed) {
        tell(new ClusterEvent.Ended(follow()));
      }
    } catch (IOException | RuntimeException e) {
      String words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      tell(new ClusterEvent.Ended("the watch broke: " + words));
    }
  }

  /** Answers why it ended. */
  private String follow() throws IOException {
    HttpResponse<InputStream> answer = api.open(request());
    InputStream opened = answer.body();
    body = opened;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(opened, StandardCharsets.UTF_8))) {
      return answer.isSuccessful() ? tellAll(lines) : refusal(answer.code(), lines);
    }
  }

  private ApiRequest request() {
    ApiResource resource = start.resource();
    String address =
        "%s?watch=true&allowWatchBookmarks=true&resourceVersion=%s"
            .formatted(
                ObjectAddress.ofAll(resource, query.namespace()),
                ObjectAddress.encoded(start.resourceVersion()));
    return ApiRequest.get(purpose, address);
  }

  private String tellAll(BufferedReader lines) throws IOException {
    // Asked before every read: a read may wait for hours.
    while (!closed) {
      String line = lines.readLine();
      if (line == null) {
        break;
      }
      if (!line.isBlank()) {
        WatchEvents.of(purpose, start.resource().kind(), line).ifPresent(this::tell);
      }
    }
    return "the cluster closed the watch";
  }

  private String refusal(int code, BufferedReader lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      text.append(line).append('\n');
    }
    return String.valueOf(
        Failures.of(new ApiAnswer(purpose, code, null, text.toString())).getMessage());
  }

  /** The end is the last that is told. */
  private void tell(ClusterEvent event) {
    telling.lock();
    try {
      if (closed) {
        return;
      }
      closed = event instanceof ClusterEvent.Ended;
      listener.accept(event);
    } finally {
      telling.unlock();
    }
  }

  @Override
  public void close() {
    telling.lock();
    try {
      closed = true;
    } finally {
      telling.unlock();
    }
    InputStream opened = body;
    if (opened != null) {
      hangUp(opened);
    }
  }

  private static void hangUp(InputStream opened) {
    try {
      opened.close();
    } catch (IOException e) {
      // The connection is gone, which is what was asked for.
      return;
    }
  }
}
