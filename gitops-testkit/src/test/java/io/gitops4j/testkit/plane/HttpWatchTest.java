package io.gitops4j.testkit.plane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.testkit.api.ApiEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the lines of a watch make of it; {@link KubernetesControlPlaneTest} has real ones. */
class HttpWatchTest {
  private static final String ADDED =
      "{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\"}}}\n";
  private static final String GONE =
      "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"reason\":\"Expired\",\"code\":410}}\n";

  private final List<ApiEvent> events = new CopyOnWriteArrayList<>();

  /** Tells when it is closed, which a watch does at its end. */
  private static final class Lines extends ByteArrayInputStream {
    private final CountDownLatch closed = new CountDownLatch(1);

    Lines(String text) {
      super(text.getBytes(UTF_8));
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private HttpWatch watched(String text) throws InterruptedException {
    Lines lines = new Lines(text);
    HttpWatch watch = HttpWatch.of(lines, events::add, "lines");
    assertThat(lines.closed.await(30, TimeUnit.SECONDS)).isTrue();
    return watch;
  }

  @Test
  void fromWhatIsForgottenItIsGone() throws InterruptedException {
    HttpWatch watch = watched(ADDED + GONE + ADDED);

    assertThat(events)
        .extracting(ApiEvent::type)
        .containsExactly(ApiEvent.Type.ADDED, ApiEvent.Type.ERROR);
    assertThat(events.get(1).object().integerAt("code")).contains(410L);
    assertThat(watch.isOpen()).isFalse();
  }

  @Test
  void endsWithTheConnection() throws InterruptedException {
    HttpWatch watch = watched(ADDED + ADDED + ADDED.substring(0, 20));

    assertThat(events).hasSize(2);
    assertThat(watch.isOpen()).isFalse();
  }

  @Test
  void tellsNothingAfterItIsClosed() throws IOException {
    try (PipedOutputStream server = new PipedOutputStream();
        InputStream answer = new PipedInputStream(server, 1_000)) {
      HttpWatch watch = HttpWatch.of(answer, events::add, "pipe");
      watch.close();
      server.write(ADDED.getBytes(UTF_8));

      assertThat(watch.isOpen()).isFalse();
      assertThat(events).isEmpty();
    } catch (IOException e) {
      // Nobody reads it any more.
      assertThat(events).isEmpty();
    }
  }
}
