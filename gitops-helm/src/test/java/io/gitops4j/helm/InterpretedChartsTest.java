package io.gitops4j.helm;

/** The charts of users, interpreted. */
class InterpretedChartsTest extends RenderedChartsTest {
  private static final HelmRenderer RENDERER = HelmRenderer.create();

  @Override
  protected HelmRenderer renderer() {
    return RENDERER;
  }
}
