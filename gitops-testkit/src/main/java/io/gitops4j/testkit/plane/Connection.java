package io.gitops4j.testkit.plane;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTP to one API server, whose own certificate is the only one trusted. Thread-safe. */
final class Connection {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final URI address;
  private final String token;
  private final HttpClient client;

  private Connection(URI address, String token, HttpClient client) {
    this.address = address;
    this.token = token;
    this.client = client;
  }

  static Connection to(URI address, String token, Path certificate)
      throws IOException, GeneralSecurityException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .sslContext(trusting(certificate))
            .build();
    return new Connection(address, token, client);
  }

  private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(file)) {
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("server-" + number, certificate);
        number++;
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  HttpResponse<String> get(String path) throws IOException {
    return send("GET", path, "", "");
  }

  /**
   * @param contentType empty if there is no body
   */
  HttpResponse<String> send(String method, String path, String contentType, String body)
      throws IOException {
    HttpRequest.Builder request = request(path).timeout(LIMIT);
    if (contentType.isEmpty()) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", contentType).method(method, BodyPublishers.ofString(body));
    }
    return exchange(request.build(), BodyHandlers.ofString());
  }

  /** An answer that may go on for as long as its reader likes; whoever gets it closes it. */
  HttpResponse<InputStream> open(String path) throws IOException {
    return exchange(request(path).GET().build(), BodyHandlers.ofInputStream());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler)
      throws IOException {
    try {
      return client.send(request, handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(
          "interrupted during " + request.method() + " " + request.uri().getPath(), e);
    }
  }
}
