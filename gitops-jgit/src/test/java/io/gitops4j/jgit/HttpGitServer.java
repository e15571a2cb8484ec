package io.gitops4j.jgit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Smart HTTP for the bare repositories of a folder, on the HTTP server of the JDK. */
final class HttpGitServer implements AutoCloseable {
  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile Optional<String> expectedAuthorization = Optional.empty();
  private volatile Optional<String> redirectTo = Optional.empty();
  private volatile int failure;
  private volatile Runnable beforeAnswer = () -> {};

  HttpGitServer(Path folder) throws IOException {
    this.folder = folder;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  void protect(String user, String password) {
    String pair = user + ":" + password;
    expectedAuthorization =
        Optional.of(
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  void redirectTo(String address) {
    redirectTo = Optional.of(address);
  }

  void failWith(int status) {
    failure = status;
  }

  /** Runs before each answer, in its thread: to block it, or to be faster than it. */
  void beforeAnswer(Runnable action) {
    beforeAnswer = action;
  }

  /** Method and path of all requests. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** The Authorization headers that came in. */
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path);
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (authorization != null) {
        authorizations.add(authorization);
      }
      beforeAnswer.run();
      if (failure != 0) {
        exchange.sendResponseHeaders(failure, -1);
      } else if (redirectTo.isPresent()) {
        String target = redirectTo.get() + exchange.getRequestURI();
        exchange.getResponseHeaders().set("Location", target);
        exchange.sendResponseHeaders(302, -1);
      } else if (expectedAuthorization.filter(e -> !e.equals(authorization)).isPresent()) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else {
        serve(exchange, path);
      }
    }
  }

  private void serve(HttpExchange exchange, String path) throws IOException {
    int cut = path.endsWith("/info/refs") ? path.length() - 10 : path.lastIndexOf('/');
    Path repository = folder.resolve(path.substring(1, Math.max(1, cut)));
    if (!repository.toFile().isDirectory() || cut <= 1) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    String type;
    try (Repository opened =
        new FileRepositoryBuilder().setGitDir(repository.toFile()).setBare().build()) {
      if (path.endsWith("/info/refs")) {
        String service = exchange.getRequestURI().getQuery().substring("service=".length());
        type = "application/x-" + service + "-advertisement";
        advertise(exchange, opened, service, answer);
      } else {
        String service = path.substring(cut + 1);
        type = "application/x-" + service + "-result";
        talk(exchange, opened, service, answer);
      }
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, answer.size() == 0 ? -1 : answer.size());
    try (OutputStream body = exchange.getResponseBody()) {
      answer.writeTo(body);
    }
  }

  private static void advertise(
      HttpExchange exchange, Repository repository, String service, OutputStream answer)
      throws IOException {
    PacketLineOut lines = new PacketLineOut(answer);
    PacketLineOutRefAdvertiser advertiser = new PacketLineOutRefAdvertiser(lines);
    if (service.equals("git-upload-pack")) {
      uploadPack(exchange, repository).sendAdvertisedRefs(advertiser, service);
    } else {
      lines.writeString("# service=" + service + "\n");
      lines.end();
      receivePack(repository).sendAdvertisedRefs(advertiser);
    }
  }

  private static void talk(
      HttpExchange exchange, Repository repository, String service, OutputStream answer)
      throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream raw = exchange.getRequestBody();
    InputStream body = zipped ? new GZIPInputStream(raw) : raw;
    if (service.equals("git-upload-pack")) {
      uploadPack(exchange, repository).upload(body, answer, null);
    } else {
      receivePack(repository).receive(body, answer, null);
    }
  }

  private static UploadPack uploadPack(HttpExchange exchange, Repository repository) {
    UploadPack upload = new UploadPack(repository);
    upload.setBiDirectionalPipe(false);
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    if (protocol != null) {
      upload.setExtraParameters(Set.of(protocol));
    }
    return upload;
  }

  private static ReceivePack receivePack(Repository repository) {
    ReceivePack receive = new ReceivePack(repository);
    receive.setBiDirectionalPipe(false);
    return receive;
  }
}
