package io.gitops4j.testkit.cluster;

import io.gitops4j.core.kernel.Scheduler.Scheduled;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiEvent;
import io.gitops4j.testkit.api.Watching;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One watch of the API. Opened and fed under the control plane's lock. */
final class ApiWatch implements Watching {
  private static final Duration BETWEEN_BOOKMARKS = Duration.ofMinutes(1);

  private final ControlPlane plane;
  private final Selection selection;
  private final Delivery<ApiEvent> delivery;
  private @Nullable Scheduled nextBookmark;
  private @Nullable Scheduled timeout;

  private final Consumer<StoreChange> subscription = this::see;

  /** What is not newer was told, or is no news. */
  private long seen;

  private ApiWatch(ControlPlane plane, Selection selection, Consumer<ApiEvent> listener) {
    this.plane = plane;
    this.selection = selection;
    this.delivery =
        new Delivery<>(listener, event -> event.type() == ApiEvent.Type.ERROR, plane.scheduler());
  }

  /**
   * Begins where the call says.
   *
   * @throws StatusException if the call is no good
   */
  static ApiWatch open(
      ControlPlane plane, ServedKind kind, ApiCall call, Consumer<ApiEvent> listener) {
    ApiWatch watch = new ApiWatch(plane, Selection.of(kind, call), listener);
    long version = ListOptions.version(call.parameter("resourceVersion"));
    if (version == 0) {
      watch.tellWhatIs();
    } else {
      watch.tellSince(version);
    }
    plane.store().subscribe(watch.subscription);
    if (WriteOptions.isTrue(call.parameter("allowWatchBookmarks"))) {
      watch.bookmarkLater();
    }
    long timeout = ListOptions.version(call.parameter("timeoutSeconds"));
    if (timeout > 0) {
      watch.timeout = plane.scheduler().later(Duration.ofSeconds(timeout), watch::close);
    }
    return watch;
  }

  /** Tells of nothing but why there is nothing to be told. */
  static Watching refused(ControlPlane plane, StatusException why, Consumer<ApiEvent> listener) {
    Delivery<ApiEvent> delivery = new Delivery<>(listener, event -> true, plane.scheduler());
    delivery.add(new ApiEvent(ApiEvent.Type.ERROR, why.status()));
    return new Watching() {
      @Override
      public boolean isOpen() {
        return !delivery.isClosed();
      }

      @Override
      public void close() {
        delivery.close();
      }
    };
  }

  private void tellWhatIs() {
    for (MapValue object :
        plane.store().list(selection.kind().groupKind(), selection.namespace())) {
      if (selection.holds(object)) {
        tell(ApiEvent.Type.ADDED, object);
      }
    }
    seen = plane.store().version();
  }

  private void tellSince(long version) {
    seen = version;
    Optional<List<StoreChange>> missed = plane.store().history().since(version);
    if (missed.isPresent()) {
      missed.get().forEach(this::see);
    } else {
      String message =
          "too old resource version: %d (%d)".formatted(version, plane.store().history().start());
      delivery.add(
          new ApiEvent(ApiEvent.Type.ERROR, StatusException.gone("Expired", message).status()));
    }
  }

  private void see(StoreChange change) {
    if (delivery.isClosed() || change.version() <= seen || !selection.holds(change.key())) {
      return;
    }
    seen = change.version();
    boolean was = selection.holds(change.before());
    boolean is = !change.isGone() && selection.holds(change.last());
    if (is) {
      tell(was ? ApiEvent.Type.MODIFIED : ApiEvent.Type.ADDED, change.last());
    } else if (was && change.before() != null) {
      String version = String.valueOf(change.version());
      tell(
          ApiEvent.Type.DELETED,
          Fields.set(change.before(), version, "metadata", "resourceVersion"));
    }
  }

  private void tell(ApiEvent.Type type, MapValue object) {
    delivery.add(new ApiEvent(type, selection.kind().read(object)));
  }

  private void bookmarkLater() {
    nextBookmark = plane.scheduler().later(BETWEEN_BOOKMARKS, this::bookmark);
  }

  private void bookmark() {
    synchronized (plane) {
      if (delivery.isClosed()) {
        return;
      }
      Map<String, Value> metadata = new LinkedHashMap<>();
      metadata.put("resourceVersion", Scalar.of(String.valueOf(plane.store().version())));
      metadata.put("creationTimestamp", Scalar.NULL);
      MapValue object =
          MapValue.of("kind", Scalar.of(selection.kind().kind().kind()))
              .with("apiVersion", Scalar.of(selection.kind().kind().apiVersion()))
              .with("metadata", new MapValue(metadata));
      delivery.add(new ApiEvent(ApiEvent.Type.BOOKMARK, object));
      bookmarkLater();
    }
  }

  @Override
  public boolean isOpen() {
    return !delivery.isClosed();
  }

  @Override
  public void close() {
    delivery.close();
    synchronized (plane) {
      plane.store().unsubscribe(subscription);
      cancel(nextBookmark);
      cancel(timeout);
    }
  }

  private static void cancel(@Nullable Scheduled timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
