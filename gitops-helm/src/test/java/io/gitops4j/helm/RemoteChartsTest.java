package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.kernel.Sensitive;
import io.gitops4j.core.source.Credentials.UserToken;
import io.gitops4j.helm.ChartSource.Wanted;
import io.gitops4j.helm.chart.Packed;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RemoteChartsTest {
  private static final byte[] CHART = redis("1.2.0");
  private static final UserToken SECRET = new UserToken("ann", Sensitive.of("s3cret"));
  private static final String BASIC = "Basic YW5uOnMzY3JldA==";

  private final List<String> asked = new ArrayList<>();
  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private String host;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    host = "127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** What the server does when it is asked for a path. */
  private interface Page {
    void give(HttpExchange exchange) throws IOException;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String hostAsked = exchange.getRequestHeaders().getFirst("Host");
    synchronized (asked) {
      asked.add(
          "%s %s%s"
              .formatted(
                  hostAsked.replaceFirst(":.*", ""),
                  exchange.getRequestURI(),
                  authorization == null ? "" : " " + authorization));
    }
    Page page = pages.getOrDefault(exchange.getRequestURI().getPath(), status(404));
    try (exchange) {
      page.give(exchange);
    }
  }

  private static Page status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  private static Page body(byte[] body) {
    return exchange -> {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  private static Page body(String body) {
    return body(body.getBytes(StandardCharsets.UTF_8));
  }

  private static Page redirect(String to) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", to);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  private static Page only(String authorization, Page page) {
    return exchange -> {
      if (authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        page.give(exchange);
      } else {
        status(401).give(exchange);
      }
    };
  }

  private static byte[] redis(String version) {
    String metadata = "apiVersion: v2\nname: redis\nversion: %s\n".formatted(version);
    return Packed.tgz(Map.of("redis/Chart.yaml", metadata.getBytes(StandardCharsets.UTF_8)));
  }

  private Wanted wanted(String repository, String version) {
    return new Wanted(repository, "redis", version, Duration.ofSeconds(20));
  }

  private RemoteCharts charts() {
    return RemoteCharts.allowing().allowingPlainHttp(host);
  }

  private ChartSourceException refused(ChartSource source, Wanted wanted) {
    try {
      source.fetch(wanted);
    } catch (ChartSourceException e) {
      assertThat(e.getMessage()).doesNotContain("s3cret");
      return e;
    }
    throw new AssertionError("it was fetched");
  }

  @Test
  void asksNoHostThatIsNotAllowed() {
    ChartSource charts = RemoteCharts.allowing("charts.example");

    assertThat(charts.fetch(wanted("http://" + host, "1.x"))).isEmpty();
    assertThat(charts.fetch(wanted("oci://" + host, "1.x"))).isEmpty();
    assertThat(charts.fetch(wanted("@stable", "1.x"))).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void speaksInTheOpenOnlyIfAllowedTo() {
    assertThat(refused(RemoteCharts.allowing(host), wanted("http://" + host, "1.x")))
        .hasMessageContaining("https only")
        .hasMessageContaining(host);
    assertThat(asked).isEmpty();
  }

  @Nested
  class FromARepository {
    private String repository;

    @BeforeEach
    void index() {
      repository = "http://" + host + "/stable";
      pages.put("/stable/index.yaml", body(index("redis-1.2.0.tgz", Digest.of(CHART).hex())));
      pages.put("/stable/redis-1.2.0.tgz", body(CHART));
    }

    private static String index(String address, String digest) {
      return """
          apiVersion: v1
          entries:
            redis:
            - {name: redis, version: 1.0.0, urls: [redis-1.0.0.tgz]}
            - {name: redis, version: 1.2.0, urls: ['%s'], digest: %s}
            - {name: redis, version: 1.3.0-rc.1, urls: [redis-1.3.0-rc.1.tgz]}
            - {name: redis, version: 2.0.0, urls: [redis-2.0.0.tgz]}
          """
          .formatted(address, digest);
    }

    @Test
    void takesTheNewestVersionInTheRange() {
      assertThat(charts().fetch(wanted(repository, "1.x"))).contains(CHART);
      assertThat(asked)
          .containsExactly("127.0.0.1 /stable/index.yaml", "127.0.0.1 /stable/redis-1.2.0.tgz");
    }

    @Test
    void fetchesOnceWhatIsKnownByItsDigest() {
      RemoteCharts charts = charts();
      charts.fetch(wanted(repository, "1.x"));
      charts.fetch(wanted(repository, "^1.1"));

      assertThat(asked).filteredOn(line -> line.endsWith(".tgz")).hasSize(1);
    }

    @Test
    void asksWhetherTheIndexIsStillTheSame() {
      Page index = Objects.requireNonNull(pages.get("/stable/index.yaml"));
      pages.put(
          "/stable/index.yaml",
          exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"7\"");
            if ("\"7\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
              status(304).give(exchange);
            } else {
              index.give(exchange);
            }
          });
      RemoteCharts charts = charts();
      charts.fetch(wanted(repository, "1.x"));

      assertThat(charts.fetch(wanted(repository, "1.x"))).contains(CHART);
    }

    @Test
    void namesTheVersionsThatThereAre() {
      assertThat(refused(charts(), wanted(repository, "3.x")))
          .hasMessageContaining("'3.x'")
          .hasMessageContaining("1.2.0");
    }

    @Test
    void refusesAnotherChartThanTheIndexPromises() {
      pages.put("/stable/redis-1.2.0.tgz", body(redis("1.2.1")));

      ChartSourceException refused = refused(charts(), wanted(repository, "1.x"));

      assertThat(refused).hasMessageContaining(Digest.of(CHART).hex());
      assertThat(refused.isTransient()).isFalse();
    }

    @Test
    void presentsCredentialsToTheirHost() {
      pages.replaceAll((path, page) -> only(BASIC, page));

      assertThat(charts().withCredentials(host, SECRET).fetch(wanted(repository, "1.x")))
          .contains(CHART);
    }

    @Test
    void saysWhatHelpsIfItMayNotRead() {
      pages.replaceAll((path, page) -> only(BASIC, page));

      assertThat(refused(charts(), wanted(repository, "1.x")))
          .hasMessageContaining("401")
          .hasMessageContaining("withCredentials");
    }

    @Test
    void takesNoCredentialsToAnotherHost() {
      String other = "localhost:" + server.getAddress().getPort();
      pages.put("/stable/redis-1.2.0.tgz", redirect("http://" + other + "/elsewhere.tgz"));
      pages.put("/elsewhere.tgz", body(CHART));
      RemoteCharts charts = charts().withCredentials(host, SECRET);

      assertThat(charts.allowingPlainHttp(other).fetch(wanted(repository, "1.x"))).contains(CHART);
      assertThat(asked).contains("localhost /elsewhere.tgz");
    }

    @Test
    void followsNoRedirectToAHostThatIsNotAllowed() {
      String other = "localhost:" + server.getAddress().getPort();
      pages.put("/stable/redis-1.2.0.tgz", redirect("http://" + other + "/elsewhere.tgz"));

      assertThat(refused(charts(), wanted(repository, "1.x"))).hasMessageContaining(other);
      assertThat(asked).noneMatch(line -> line.startsWith("localhost"));
    }

    @Test
    void followsNoEndlessRedirects() {
      pages.put("/stable/index.yaml", redirect("/stable/index.yaml"));

      assertThat(refused(charts(), wanted(repository, "1.x"))).hasMessageContaining("redirects");
    }

    @Test
    void takesNoHalfBody() {
      pages.put(
          "/stable/redis-1.2.0.tgz",
          exchange -> {
            exchange.sendResponseHeaders(200, CHART.length);
            exchange.getResponseBody().write(CHART, 0, CHART.length / 2);
            exchange.getResponseBody().flush();
            exchange.close();
          });

      assertThat(refused(charts(), wanted(repository, "1.x")).isTransient()).isTrue();
    }

    @Test
    void waitsNoLongerThanItMay() {
      pages.put(
          "/stable/redis-1.2.0.tgz",
          exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await(over);
          });
      Wanted wanted = new Wanted(repository, "redis", "1.x", Duration.ofMillis(1500));

      ChartSourceException refused = refused(charts(), wanted);

      assertThat(refused).hasMessageContaining("PT1.5S");
      assertThat(refused.isTransient()).isTrue();
    }

    @Test
    void takesNoBodyWithoutEnd() {
      pages.put(
          "/stable/redis-1.2.0.tgz",
          exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
              for (int i = 0; i < 1000; i++) {
                body.write(new byte[1 << 16]);
              }
            }
          });

      assertThat(refused(charts(), wanted(repository, "1.x"))).hasMessageContaining("larger");
    }

    @Test
    void anIndexThatIsNoneIsNamed() {
      pages.put("/stable/index.yaml", body("- a"));

      assertThat(refused(charts(), wanted(repository, "1.x")))
          .hasMessageContaining("/stable/index.yaml");
    }
  }

  @Nested
  class FromARegistry {
    private static final String BASE = "/v2/charts/redis/";

    private String repository;

    @BeforeEach
    void push() {
      repository = "oci://" + host + "/charts";
      pages.put(
          BASE + "tags/list", body("{\"tags\": [\"1.0.0\", \"1.2.0\", \"2.0.0\", \"latest\"]}"));
      pages.put(BASE + "manifests/1.2.0", body(manifest(Digest.of(CHART))));
      pages.put(BASE + "blobs/sha256:" + Digest.of(CHART), body(CHART));
    }

    private static String manifest(Digest digest) {
      return """
          {"schemaVersion": 2, "layers": [
            {"mediaType": "application/vnd.cncf.helm.chart.provenance.v1.prov", "digest": "sha256:0"},
            {"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
             "digest": "sha256:%s"}]}
          """
          .formatted(digest);
    }

    @Test
    void takesTheNewestVersionInTheRange() {
      assertThat(charts().fetch(wanted(repository, "~1.2"))).contains(CHART);
    }

    @Test
    void asksForNoTagsIfTheVersionIsExact() {
      assertThat(charts().fetch(wanted(repository, "1.2.0"))).contains(CHART);
      assertThat(asked).noneMatch(line -> line.contains("tags"));
    }

    @Test
    void readsAllPagesOfTags() {
      Page second = Objects.requireNonNull(pages.get(BASE + "tags/list"));
      pages.put(BASE + "more", second);
      pages.put(
          BASE + "tags/list",
          exchange -> {
            exchange.getResponseHeaders().set("Link", "<" + BASE + "more?n=1>; rel=\"next\"");
            body("{\"tags\": [\"0.1.0\"]}").give(exchange);
          });

      assertThat(charts().fetch(wanted(repository, "1.x"))).contains(CHART);
    }

    @Test
    void getsATokenWithTheCredentialsOfTheHost() {
      pages.replaceAll((path, page) -> challenged("http://" + host + "/token", page));
      pages.put("/token", only(BASIC, body("{\"token\": \"t0ken\"}")));

      assertThat(charts().withCredentials(host, SECRET).fetch(wanted(repository, "1.2.0")))
          .contains(CHART);
      assertThat(asked)
          .contains(
              "127.0.0.1 /token?service=here&scope=repository%3Acharts%2Fredis%3Apull " + BASIC);
    }

    @Test
    void asksNobodyForTokensWhoIsNotAllowed() {
      String other = "localhost:" + server.getAddress().getPort();
      pages.replaceAll((path, page) -> challenged("http://" + other + "/token", page));
      RemoteCharts charts = charts().withCredentials(host, SECRET);

      assertThat(refused(charts, wanted(repository, "1.2.0"))).hasMessageContaining(other);
      assertThat(asked).noneMatch(line -> line.contains("token"));
    }

    @Test
    void takesNoTokenToAnotherHost() {
      String other = "localhost:" + server.getAddress().getPort();
      String blob = BASE + "blobs/sha256:" + Digest.of(CHART);
      pages.put(blob, redirect("http://" + other + "/storage"));
      pages.replaceAll((path, page) -> challenged("http://" + host + "/token", page));
      pages.put("/token", body("{\"access_token\": \"t0ken\"}"));
      pages.put("/storage", body(CHART));

      assertThat(charts().allowingPlainHttp(other).fetch(wanted(repository, "1.2.0")))
          .contains(CHART);
      assertThat(asked).contains("localhost /storage");
    }

    private static Page challenged(String realm, Page page) {
      return exchange -> {
        exchange
            .getResponseHeaders()
            .set(
                "WWW-Authenticate",
                "Bearer realm=\"%s\",service=\"here\",scope=\"repository:charts/redis:pull\""
                    .formatted(realm));
        only("Bearer t0ken", page).give(exchange);
      };
    }

    @Test
    void refusesAnotherChartThanTheManifestPromises() {
      pages.put(BASE + "blobs/sha256:" + Digest.of(CHART), body(redis("1.2.1")));

      assertThat(refused(charts(), wanted(repository, "1.2.0")))
          .hasMessageContaining(Digest.of(CHART).hex());
    }

    @Test
    void whatIsNoChartIsNamed() {
      pages.put(BASE + "manifests/1.2.0", body("{\"layers\": []}"));

      assertThat(refused(charts(), wanted(repository, "1.2.0"))).hasMessageContaining("no chart");
    }

    @Test
    void fetchesOnceWhatIsKnownByItsDigest() {
      RemoteCharts charts = charts();
      charts.fetch(wanted(repository, "1.2.0"));
      charts.fetch(wanted(repository, "1.2.0"));

      assertThat(asked).filteredOn(line -> line.contains("blobs")).hasSize(1);
    }
  }

  @Test
  void showsNoCredentials() {
    assertThat(charts().withCredentials(host, SECRET).toString()).doesNotContain("s3cret", "ann");
  }

  @Test
  void refusesAClientThatWouldTakeCredentialsAlong() {
    java.net.http.HttpClient client =
        java.net.http.HttpClient.newBuilder()
            .followRedirects(java.net.http.HttpClient.Redirect.ALWAYS)
            .build();

    assertThatThrownBy(() -> charts().withClient(client))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
