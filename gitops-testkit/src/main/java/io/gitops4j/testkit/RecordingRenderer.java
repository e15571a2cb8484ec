package io.gitops4j.testkit;

import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Remembers what another renderer was asked. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RecordingRenderer implements Renderer {
  private final Renderer renderer;
  private final List<RenderRequest> requests = new CopyOnWriteArrayList<>();

  /** Asks this one. */
  public RecordingRenderer(Renderer renderer) {
    this.renderer = renderer;
  }

  /** All requests until now, the first one first. */
  public List<RenderRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public Rendered render(RenderRequest request) {
    requests.add(request);
    return renderer.render(request);
  }

  @Override
  public boolean handles(RenderRequest request) {
    return renderer.handles(request);
  }

  @Override
  public String toString() {
    return renderer.toString();
  }
}
