package io.gitops4j.helm;

import io.gitops4j.core.source.Credentials.UserToken;
import io.gitops4j.helm.LimitedBody.TooLargeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is fetched for one chart: all of it within one time, from allowed hosts only. */
final class Downloads {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final RemoteCharts rules;
  private final HttpClient client;
  private final Duration time;
  private final long start = System.nanoTime();

  Downloads(RemoteCharts rules, HttpClient client, Duration time) {
    this.rules = rules;
    this.client = client;
    this.time = time;
  }

  /** What a server answered. */
  static final class Answer {
    private final HttpResponse<byte[]> response;

    Answer(HttpResponse<byte[]> response) {
      this.response = response;
    }

    int status() {
      return response.statusCode();
    }

    boolean isFine() {
      return status() == 200;
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    byte[] body() {
      return response.body();
    }

    String text() {
      return new String(body(), StandardCharsets.UTF_8);
    }

    URI from() {
      return response.uri();
    }
  }

  /**
   * Asks, following redirects to allowed hosts.
   *
   * @param headers for the first host only, if they authorize
   * @param limit bytes of the body
   * @throws ChartSourceException if nobody answers in time, or with too much
   */
  Answer get(URI address, Map<String, String> headers, long limit) {
    URI next = address;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      rules.requireAllowed(next);
      HttpRequest.Builder request = HttpRequest.newBuilder(next).GET();
      boolean sameHost = RemoteCharts.host(next).equals(RemoteCharts.host(address));
      headers.forEach(
          (name, value) -> {
            if (sameHost || !name.equals("Authorization")) {
              request.setHeader(name, value);
            }
          });
      Answer answer = answer(request.build(), limit);
      Optional<String> location = answer.header("Location");
      if (!REDIRECTS.contains(answer.status()) || location.isEmpty()) {
        return answer;
      }
      next = redirected(next, location.get());
    }
    throw ChartSourceException.refused(
        "'%s' redirects more than %d times".formatted(RemoteCharts.shown(address), MOST_REDIRECTS));
  }

  private static URI redirected(URI from, String location) {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw ChartSourceException.unreachable(
          "'%s' redirects to no address".formatted(RemoteCharts.shown(from)), e);
    }
    if ("https".equals(from.getScheme()) && !"https".equals(to.getScheme())) {
      throw ChartSourceException.refused(
          "'%s' redirects to '%s', which is not encrypted"
              .formatted(RemoteCharts.shown(from), RemoteCharts.shown(to)));
    }
    return to;
  }

  private Answer answer(HttpRequest request, long limit) {
    String shown = RemoteCharts.shown(request.uri());
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, info -> new LimitedBody(limit));
    try {
      long left = time.toNanos() - (System.nanoTime() - start);
      return new Answer(answer.get(Math.max(0, left), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw ChartSourceException.unreachable("'%s' takes longer than %s".formatted(shown, time), e);
    } catch (ExecutionException e) {
      throw broken(shown, limit, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw ChartSourceException.unreachable("fetching '%s' was interrupted".formatted(shown), e);
    }
  }

  private static ChartSourceException broken(String shown, long limit, ExecutionException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TooLargeException) {
        return ChartSourceException.refused(
            "'%s' is larger than the %d bytes that are allowed".formatted(shown, limit));
      }
    }
    return ChartSourceException.unreachable(
        "'%s' does not answer: %s".formatted(shown, e.getCause()), e);
  }

  /** Credentials for the host of an address as a header; none if there are none. */
  Map<String, String> basic(URI address) {
    return rules
        .credentials(address)
        .map(known -> Map.of("Authorization", "Basic " + encoded(known)))
        .orElse(Map.of());
  }

  private static String encoded(UserToken credential) {
    String pair = credential.user() + ":" + credential.token().reveal();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** What is wrong with an answer that is none. */
  static ChartSourceException refusal(Answer answer) {
    String shown = RemoteCharts.shown(answer.from());
    return switch (answer.status()) {
      case 401, 403 ->
          ChartSourceException.refused(
              "'%s' answers %d: RemoteCharts.withCredentials must name who may read it"
                  .formatted(shown, answer.status()));
      case 404 -> ChartSourceException.refused("'%s' is not there (404)".formatted(shown));
      default ->
          answer.status() == 429 || answer.status() >= 500
              ? ChartSourceException.unreachable(
                  "'%s' answers %d".formatted(shown, answer.status()), null)
              : ChartSourceException.refused("'%s' answers %d".formatted(shown, answer.status()));
    };
  }
}
