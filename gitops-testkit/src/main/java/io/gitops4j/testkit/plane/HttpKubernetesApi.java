package io.gitops4j.testkit.plane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiEvent;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.api.Watching;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The API of a real server. Thread-safe. */
final class HttpKubernetesApi implements KubernetesApi {
  private final Connection connection;
  private final Plurals plurals;

  HttpKubernetesApi(Connection connection) {
    this.connection = connection;
    this.plurals = new Plurals(connection);
  }

  @Override
  public ApiAnswer send(ApiCall call) {
    try {
      HttpResponse<String> response = exchange(call);
      Optional<MapValue> body = object(response.body());
      if (body.isPresent()) {
        return new ApiAnswer(response.statusCode(), body.get());
      }
      if (response.statusCode() < 400) {
        throw new IllegalStateException(
            "the API server answered %s with %d and no JSON object: %s"
                .formatted(describe(call), response.statusCode(), response.body()));
      }
      plurals.forget(call.kind());
      return new ApiAnswer(response.statusCode(), status(response.statusCode(), response.body()));
    } catch (IOException e) {
      throw new IllegalStateException("no answer of the API server to " + describe(call), e);
    }
  }

  @Override
  public Watching watch(ApiCall list, Consumer<ApiEvent> listener) {
    try {
      HttpResponse<InputStream> response = connection.open(path(list.with("watch", "true")));
      if (response.statusCode() < 400) {
        return HttpWatch.of(response.body(), listener, describe(list));
      }
      try (InputStream refusal = response.body()) {
        String text = new String(refusal.readAllBytes(), UTF_8);
        MapValue status = object(text).orElseGet(() -> status(response.statusCode(), text));
        return HttpWatch.refused(status, listener, describe(list));
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "no answer of the API server to the watch of " + describe(list), e);
    }
  }

  private HttpResponse<String> exchange(ApiCall call) throws IOException {
    String body = contentType(call).isEmpty() ? "" : CanonicalJson.write(call.body());
    return connection.send(method(call), path(call), contentType(call), body);
  }

  private static String describe(ApiCall call) {
    return "%s %s %s/%s".formatted(call.verb(), call.kind(), call.namespace(), call.name());
  }

  private static Optional<MapValue> object(String json) {
    try {
      return Json.read("answer", json).asMap();
    } catch (ManifestException e) {
      return Optional.empty();
    }
  }

  /** What clients make of a plain-text error, such as {@code 404 page not found}. */
  private static MapValue status(int code, String text) {
    boolean unknown = code == 404;
    Map<String, Value> status = new TreeMap<>();
    status.put("apiVersion", Scalar.of("v1"));
    status.put("kind", Scalar.of("Status"));
    status.put("metadata", MapValue.EMPTY);
    status.put("status", Scalar.of("Failure"));
    status.put("details", MapValue.EMPTY);
    status.put("reason", Scalar.of(unknown ? "NotFound" : "Unknown"));
    status.put("code", Scalar.of(code));
    status.put(
        "message",
        Scalar.of(unknown ? "the server could not find the requested resource" : text.strip()));
    return new MapValue(status);
  }

  private static String method(ApiCall call) {
    return switch (call.verb()) {
      case GET, LIST -> "GET";
      case CREATE -> "POST";
      case REPLACE -> "PUT";
      case APPLY, JSON_PATCH, MERGE_PATCH -> "PATCH";
      case DELETE -> "DELETE";
    };
  }

  private static String contentType(ApiCall call) {
    return switch (call.verb()) {
      case GET, LIST -> "";
      case CREATE, REPLACE -> "application/json";
      case APPLY -> "application/apply-patch+yaml";
      case JSON_PATCH -> "application/json-patch+json";
      case MERGE_PATCH -> "application/merge-patch+json";
      case DELETE -> call.body().equals(MapValue.EMPTY) ? "" : "application/json";
    };
  }

  private String path(ApiCall call) throws IOException {
    StringBuilder path = new StringBuilder(Plurals.root(call.kind()));
    if (!call.namespace().isEmpty()) {
      path.append("/namespaces/").append(encoded(call.namespace()));
    }
    path.append('/').append(plurals.of(call.kind()));
    if (!call.name().isEmpty()) {
      path.append('/').append(encoded(call.name()));
    }
    if (!call.subresource().isEmpty()) {
      path.append('/').append(encoded(call.subresource()));
    }
    return path.append(query(call.parameters())).toString();
  }

  private static String query(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : new TreeMap<>(parameters)
            .entrySet().stream()
                .map(p -> encoded(p.getKey()) + "=" + encoded(p.getValue()))
                .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
