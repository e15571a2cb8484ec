package io.gitops4j.testkit.plane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.testkit.api.ApiEvent;
import io.gitops4j.testkit.api.Watching;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** A watch of a real server: an answer that goes on, an event in each line. Thread-safe. */
final class HttpWatch implements Watching {
  private final InputStream answer;
  private final Consumer<ApiEvent> listener;

  /** Held while the listener is told something. */
  private final Object delivery = new Object();

  private volatile boolean isOpen = true;

  private HttpWatch(InputStream answer, Consumer<ApiEvent> listener) {
    this.answer = answer;
    this.listener = listener;
  }

  /** Tells of the events in an answer, on a thread of its own, until it ends. */
  static HttpWatch of(InputStream answer, Consumer<ApiEvent> listener, String subject) {
    HttpWatch watch = new HttpWatch(answer, listener);
    watch.start(watch::tellAll, subject);
    return watch;
  }

  /** One that the server refused: tells of nothing but that. */
  static HttpWatch refused(MapValue status, Consumer<ApiEvent> listener, String subject) {
    HttpWatch watch = new HttpWatch(InputStream.nullInputStream(), listener);
    watch.start(() -> watch.tell(new ApiEvent(ApiEvent.Type.ERROR, status)), subject);
    return watch;
  }

  private void start(Runnable telling, String subject) {
    Thread thread =
        new Thread(
            () -> {
              try {
                telling.run();
              } finally {
                close();
              }
            },
            "watch of " + subject);
    thread.setDaemon(true);
    thread.start();
  }

  private void tellAll() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer, UTF_8))) {
      for (String line = lines.readLine(); line != null && isOpen; line = lines.readLine()) {
        event(line).ifPresent(this::tell);
      }
      isOpen = false;
    } catch (IOException | UncheckedIOException e) {
      // The connection is gone, as one that was closed here is: there is nothing more to tell.
      isOpen = false;
    }
  }

  /** Empty for half a line, in which a connection may end. */
  private static Optional<ApiEvent> event(String line) {
    try {
      MapValue event = Json.read("event", line).mapAt();
      String name = event.textAt("type").orElse("");
      return Arrays.stream(ApiEvent.Type.values())
          .filter(type -> type.name().equals(name))
          .findFirst()
          .map(type -> new ApiEvent(type, event.mapAt("object")));
    } catch (ManifestException e) {
      return Optional.empty();
    }
  }

  private void tell(ApiEvent event) {
    synchronized (delivery) {
      if (isOpen) {
        isOpen = event.type() != ApiEvent.Type.ERROR;
        listener.accept(event);
      }
    }
  }

  @Override
  public boolean isOpen() {
    return isOpen;
  }

  /** Waits for a running call of the listener, so that there is none once this returned. */
  @Override
  public void close() {
    synchronized (delivery) {
      isOpen = false;
    }
    try {
      answer.close();
    } catch (IOException e) {
      // It is of no more use either way.
    }
  }
}
