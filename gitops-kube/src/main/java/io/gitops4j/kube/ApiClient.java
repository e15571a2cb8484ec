package io.gitops4j.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one API server. Every request is sent once: whether to try again is the
 * engine's decision, which knows the deadline. Thread-safe.
 */
final class ApiClient {
  private final HttpClient http;
  private final String server;
  private final Duration limit;

  private ApiClient(HttpClient http, String server, Duration limit) {
    this.http = http;
    this.server = server;
    this.limit = limit;
  }

  /** Borrows the connections of a client, its identity and its time limit. */
  static ApiClient on(KubernetesClient client) {
    Config config = client.getConfiguration();
    RequestConfig once =
        new RequestConfigBuilder(config.getRequestConfig()).withRequestRetryBackoffLimit(0).build();
    String address = client.getMasterUrl().toString();
    String server = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    Integer millis = config.getRequestTimeout();
    return new ApiClient(
        client.getHttpClient().newBuilder().tag(once).build(),
        server,
        Duration.ofMillis(millis == null ? Config.DEFAULT_REQUEST_TIMEOUT : millis));
  }

  /**
   * Sends a request and waits for the answer, whatever it says.
   *
   * @throws ClusterException if there is none
   */
  ApiAnswer send(ApiRequest request) {
    return start(request).await();
  }

  /** Sends a request. */
  Pending start(ApiRequest request) {
    return new Pending(request, http.sendAsync(httpRequest(request).build(), String.class));
  }

  /** Opens an answer that has no end of its own; waits for its beginning. */
  HttpResponse<InputStream> open(ApiRequest request) {
    HttpRequest endless =
        httpRequest(request).forStreaming().timeout(0, TimeUnit.MILLISECONDS).build();
    return await(request, http.sendAsync(endless, InputStream.class));
  }

  private HttpRequest.Builder httpRequest(ApiRequest request) {
    HttpRequest.Builder builder =
        http.newHttpRequestBuilder()
            .uri(server + request.address())
            .header("Accept", request.content().accept());
    return request.content().type().isEmpty()
        ? builder
        : builder.method(request.method(), request.content().type(), request.content().body());
  }

  /** A request on its way. */
  final class Pending {
    private final ApiRequest request;
    private final CompletableFuture<HttpResponse<String>> response;

    private Pending(ApiRequest request, CompletableFuture<HttpResponse<String>> response) {
      this.request = request;
      this.response = response;
    }

    ApiAnswer await() {
      HttpResponse<String> answer = ApiClient.this.await(request, response);
      return new ApiAnswer(request.purpose(), answer.code(), retryAfter(answer), bodyOf(answer));
    }
  }

  private <T> T await(ApiRequest request, CompletableFuture<T> response) {
    try {
      return limit.isZero()
          ? response.get()
          : response.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw unreachable(request, "interrupted while it waited for the answer", e);
    } catch (TimeoutException e) {
      response.cancel(true);
      throw unreachable(request, "no answer within " + limit, e);
    } catch (ExecutionException e) {
      throw failed(request, e.getCause() == null ? e : e.getCause());
    } catch (CancellationException e) {
      throw unreachable(request, "the client was closed", e);
    }
  }

  private ClusterException failed(ApiRequest request, Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof SSLHandshakeException) {
        // Not UNREACHABLE: no later call will find another certificate trusted.
        return failure(Reason.UNAUTHORIZED, request, "no trust: " + t.getMessage(), cause);
      }
    }
    return unreachable(request, wordsOf(cause), cause);
  }

  private ClusterException unreachable(ApiRequest request, String why, Throwable cause) {
    return failure(Reason.UNREACHABLE, request, why, cause);
  }

  private ClusterException failure(Reason reason, ApiRequest request, String why, Throwable cause) {
    return new ClusterException(
        reason, "can't %s at %s: %s".formatted(request.purpose(), server, why), cause);
  }

  private static String wordsOf(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }

  private static String bodyOf(HttpResponse<String> answer) {
    String body = answer.body();
    return body == null ? "" : body;
  }

  private static @Nullable Duration retryAfter(HttpResponse<?> answer) {
    String seconds = answer.header("Retry-After");
    // The other form, a date, is not one that API servers use.
    return seconds != null && seconds.matches("[0-9]{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : null;
  }
}
