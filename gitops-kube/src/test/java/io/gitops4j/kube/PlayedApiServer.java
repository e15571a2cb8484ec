package io.gitops4j.kube;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that plays the answers of an API server, and remembers what it was asked. */
final class PlayedApiServer implements AutoCloseable {

  /** Answers one request. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** What was asked. */
  record Asked(
      String method, String path, String query, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }

    @Override
    public String toString() {
      return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  PlayedApiServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Plays these answers one after the other; the last one for ever. */
  PlayedApiServer on(String methodAndPath, Answer... inOrder) {
    answers.put(methodAndPath, new ArrayDeque<>(List.of(inOrder)));
    return this;
  }

  /** What was asked but for discovery. */
  List<Asked> asked() {
    return asked.stream().filter(a -> !isDiscovery(a.path())).toList();
  }

  /** Everything that was asked. */
  List<Asked> askedAtAll() {
    return List.copyOf(asked);
  }

  Asked lastAsked() {
    List<Asked> all = asked();
    return all.get(all.size() - 1);
  }

  private static boolean isDiscovery(String path) {
    return path.equals("/version") || path.matches("/api(/v1)?|/apis(/[^/]+){0,2}");
  }

  private void handle(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            query == null ? "" : query,
            exchange.getRequestHeaders(),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    String wanted = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
    try (exchange) {
      next(wanted).to(exchange);
    }
  }

  private Answer next(String wanted) {
    Deque<Answer> inOrder = answers.get(wanted);
    if (inOrder == null) {
      return text(404, "text/plain; charset=utf-8", "404 page not found\n");
    }
    synchronized (inOrder) {
      return inOrder.size() > 1 ? inOrder.removeFirst() : inOrder.getFirst();
    }
  }

  static Answer json(int code, String body) {
    return text(code, "application/json", body);
  }

  static Answer text(int code, String type, String body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      send(exchange, code, body);
    };
  }

  static Answer withHeader(String name, String value, Answer answer) {
    return exchange -> {
      exchange.getResponseHeaders().set(name, value);
      answer.to(exchange);
    };
  }

  private static void send(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Hangs up in the middle of an answer. */
  static Answer brokenOff() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      throw new IOException("hang up");
    };
  }

  /** Sends lines, and stays open until the holder is released. */
  static Answer stream(Runnable stayOpen, String... lines) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      out.flush();
      stayOpen.run();
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
