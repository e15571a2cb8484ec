package io.gitops4j.kube;

import static io.gitops4j.kube.Played.item;
import static io.gitops4j.kube.Played.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterTarget.Watch;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.GroupKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchingTest extends AgainstPlayedApiServer {
  private static final String PATH = "GET /api/v1/namespaces/shop/configmaps";
  private static final ResourceQuery IN_SHOP =
      new ResourceQuery(new GroupKind("", "ConfigMap"), "shop");

  private final BlockingQueue<ClusterEvent> events = new LinkedBlockingQueue<>();
  private final CountDownLatch open = new CountDownLatch(1);

  @AfterEach
  void letGo() {
    open.countDown();
  }

  private static String line(String type, String object) {
    return "{\"type\":\"%s\",\"object\":%s}".formatted(type, object).replace("\n", "");
  }

  private String next() throws InterruptedException {
    ClusterEvent event = events.poll(30, TimeUnit.SECONDS);
    if (event instanceof ClusterEvent.Changed changed) {
      return "changed " + changed.resource();
    }
    if (event instanceof ClusterEvent.Deleted deleted) {
      return "deleted " + deleted.last();
    }
    return event instanceof ClusterEvent.Ended ended ? "ended: " + ended.reason() : "nothing";
  }

  private void serve(String... lines) {
    server.on(
        PATH,
        list("40", "", item("one", "11")),
        PlayedApiServer.stream(() -> Waiting.forever(open), lines));
  }

  @Test
  void tellsWhatExistsThenWhatChanges() throws InterruptedException {
    serve(
        line("ADDED", Played.settings("41", "hello")),
        line("BOOKMARK", "{\"kind\":\"ConfigMap\",\"metadata\":{\"resourceVersion\":\"45\"}}"),
        line("MODIFIED", Played.settings("46", "good day")),
        line("DELETED", Played.settings("47", "good day")));

    try (Watch watch = target.watch(IN_SHOP, events::add)) {
      assertThat(watch).isNotNull();
      assertThat(next()).isEqualTo("changed ConfigMap shop/one @11");
      assertThat(next()).isEqualTo("changed ConfigMap shop/settings @41");
      assertThat(next()).isEqualTo("changed ConfigMap shop/settings @46");
      assertThat(next()).isEqualTo("deleted ConfigMap shop/settings @47");
    }

    assertThat(server.lastAsked().query())
        .isEqualTo("watch=true&allowWatchBookmarks=true&resourceVersion=40");
  }

  @Test
  void endsWhenTheServerForgotWhereItBegan() throws InterruptedException {
    serve(
        line(
            "ERROR",
            "{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\",\"message\":\"too old\"}"));

    try (Watch watch = target.watch(IN_SHOP, events::add)) {
      assertThat(watch).isNotNull();
      next();
      assertThat(next()).startsWith("ended: ").contains("forgot", "too old");
    }
  }

  @Test
  void endsWhenTheServerRefuses() throws InterruptedException {
    server.on(
        PATH, list("40", "", item("one", "11")), Played.status(410, "Expired", "too old version"));

    try (Watch watch = target.watch(IN_SHOP, events::add)) {
      assertThat(watch).isNotNull();
      next();
      assertThat(next()).startsWith("ended: ").contains("too old version");
    }
  }

  @Test
  void endsWhenTheServerCloses() throws InterruptedException {
    open.countDown();
    serve();

    try (Watch watch = target.watch(IN_SHOP, events::add)) {
      assertThat(watch).isNotNull();
      next();
      assertThat(next()).isEqualTo("ended: the cluster closed the watch");
    }
  }

  @Test
  void endsOnALineThatIsNoEvent() throws InterruptedException {
    serve("<html>");

    try (Watch watch = target.watch(IN_SHOP, events::add)) {
      assertThat(watch).isNotNull();
      next();
      assertThat(next()).startsWith("ended: ").contains("not JSON");
    }
  }

  @Test
  void throwsIfItCannotBegin() {
    server.on(PATH, Played.status(401, "Unauthorized", "Unauthorized"));

    assertThatThrownBy(() -> target.watch(IN_SHOP, events::add))
        .isInstanceOf(ClusterException.class);
  }

  @Test
  void callsTheListenerOnAThreadOfItsOwn() throws InterruptedException {
    serve();
    List<Thread> threads = new CopyOnWriteArrayList<>();

    try (Watch watch =
        target.watch(
            IN_SHOP,
            event -> {
              threads.add(Thread.currentThread());
              events.add(event);
            })) {
      assertThat(watch).isNotNull();
      next();
    }

    assertThat(threads).isNotEmpty().doesNotContain(Thread.currentThread());
  }

  @Test
  void endsItsThreadWhenItIsClosed() throws InterruptedException {
    serve(line("ADDED", Played.settings("41", "hello")));
    Map<Thread, StackTraceElement[]> before = Thread.getAllStackTraces();
    Watch watch = target.watch(IN_SHOP, events::add);
    next();
    next();
    List<Thread> own =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.containsKey(thread))
            .filter(thread -> thread.getName().startsWith("gitops4j-watch"))
            .toList();
    assertThat(own).hasSize(1);

    watch.close();
    watch.close();

    own.get(0).join(30_000);
    assertThat(own.get(0).isAlive()).isFalse();
    assertThat(events).isEmpty();
  }

  @Test
  void closesWithTheTarget() throws InterruptedException {
    serve(line("ADDED", Played.settings("41", "hello")));
    Watch watch = target.watch(IN_SHOP, events::add);
    next();
    next();

    target.close();
    watch.close();

    assertThat(events).isEmpty();
    assertThat(client.getHttpClient().isClosed()).isFalse();
  }
}
