package io.gitops4j.core.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Hands each request to the first renderer that takes it; plain YAML and JSON comes last. */
final class Renderers implements Renderer {
  private final List<Renderer> inOrder;

  Renderers(List<? extends Renderer> first) {
    List<Renderer> all = new ArrayList<>(first);
    all.add(Renderer.plainYaml());
    this.inOrder = List.copyOf(all);
  }

  @Override
  public boolean handles(RenderRequest request) {
    return inOrder.stream().anyMatch(renderer -> renderer.handles(request));
  }

  @Override
  public Rendered render(RenderRequest request) {
    for (Renderer renderer : inOrder) {
      if (renderer.handles(request)) {
        return renderer.render(request);
      }
    }
    return new UnrenderableException(
            "no renderer takes the settings %s; there are %s. Register one that does, or change the settings"
                .formatted(request.rendering(), this))
        .toFailed(request.application());
  }

  @Override
  public String toString() {
    return inOrder.stream().map(Renderer::toString).collect(Collectors.joining(", then "));
  }
}
