package io.gitops4j.core.render;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.source.ReadTrace;
import io.gitops4j.core.source.SourceTree;
import io.gitops4j.core.source.TracingTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers what renderers gave, by what they read: as long as every file and folder that a
 * rendering saw, and every one that it missed, is the same in another commit, the answer is the
 * same too. So a commit elsewhere in a large repository costs no rendering.
 *
 * <p>Also remembers failures, which the same files would only repeat, unless something was missing;
 * exceptions it does not. Applications are rendered side by side, one application once at a time:
 * whoever asks meanwhile waits and shares the answer. The applications used longest ago are
 * forgotten first. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RenderCache implements Renderer {
  /** Applications remembered unless told otherwise. */
  public static final int DEFAULT_APPLICATIONS = 2_000;

  // What is deployed, what Git says, and two that are looked at, such as branches under review.
  private static final int ANSWERS_EACH = 4;

  private final Renderer renderer;
  private final Map<Key, Answers> byKey; // guarded by itself

  private RenderCache(Renderer renderer, int applications) {
    this.renderer = renderer;
    this.byKey =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Answers> eldest) {
            return size() > applications;
          }
        };
  }

  /** A cache before a renderer, for {@link #DEFAULT_APPLICATIONS}. */
  public static RenderCache of(Renderer renderer) {
    return of(renderer, DEFAULT_APPLICATIONS);
  }

  /**
   * A cache before a renderer.
   *
   * @param applications how many to remember; the settings and the cluster count as part of one
   */
  public static RenderCache of(Renderer renderer, int applications) {
    if (applications < 1) {
      throw new IllegalArgumentException(
          "a cache must remember at least one application, was " + applications);
    }
    return new RenderCache(renderer, applications);
  }

  @Override
  public boolean handles(RenderRequest request) {
    return renderer.handles(request);
  }

  @Override
  public Rendered render(RenderRequest request) {
    Answers answers;
    synchronized (byKey) {
      answers = byKey.computeIfAbsent(Key.of(request), key -> new Answers());
    }
    return answers.find(request, renderer);
  }

  @Override
  public String toString() {
    return renderer.toString();
  }

  /** Everything that a rendering depends on besides the files. */
  private record Key(
      ApplicationName application,
      String path,
      Rendering rendering,
      String namespace,
      String version,
      List<String> apiVersions,
      RenderBudget budget) {

    static Key of(RenderRequest request) {
      return new Key(
          request.application(),
          request.path(),
          request.rendering(),
          request.namespace(),
          request.cluster().version(),
          request.cluster().apiVersions(),
          request.budget());
    }
  }

  /** No record: it is found again by identity, without comparing manifests. */
  private static final class Answer {
    final ReadTrace trace;
    final Rendered rendered;

    Answer(ReadTrace trace, Rendered rendered) {
      this.trace = trace;
      this.rendered = rendered;
    }

    // What is missing is told along with what is there, and that may change: cheap to ask again.
    boolean mayBeKept() {
      return rendered instanceof Rendered.Complete || !trace.missedSomething();
    }
  }

  /** The latest answers for one key, the one used last first. */
  private static final class Answers {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Answer> latest = new ArrayDeque<>(); // guarded by lock

    Rendered find(RenderRequest request, Renderer renderer) {
      lock.lock();
      try {
        Answer answer = known(request.tree()).orElseGet(() -> ask(request, renderer));
        latest.remove(answer);
        if (answer.mayBeKept()) {
          latest.addFirst(answer);
        }
        if (latest.size() > ANSWERS_EACH) {
          latest.removeLast();
        }
        return answer.rendered;
      } finally {
        lock.unlock();
      }
    }

    private Optional<Answer> known(SourceTree tree) {
      return latest.stream().filter(answer -> answer.trace.stillHolds(tree)).findFirst();
    }

    private static Answer ask(RenderRequest request, Renderer renderer) {
      TracingTree traced = new TracingTree(request.tree());
      Rendered rendered = renderer.render(request.withTree(traced));
      return new Answer(traced.trace(), rendered);
    }
  }
}
