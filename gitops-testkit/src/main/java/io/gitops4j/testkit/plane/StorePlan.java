package io.gitops4j.testkit.plane;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** etcd, in a hurry: what a power cut would lose is of no value. */
final class StorePlan implements ProgramPlan {
  private final PlaneFolder folder;
  // Without an offer to speak HTTP/2, which a program that took the port may not understand.
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  StorePlan(PlaneFolder folder) {
    this.folder = folder;
  }

  static String address(int port) {
    return "http://127.0.0.1:" + port;
  }

  /**
   * Unique, for {@link #missing} to know its own: on a port that was taken another one may answer.
   */
  private String name() {
    return folder.root().getFileName().toString();
  }

  @Override
  public String program() {
    return "etcd";
  }

  @Override
  public List<String> arguments(int port) {
    return List.of(
        "--name=" + name(),
        "--data-dir=" + folder.file("etcd-" + port),
        "--unsafe-no-fsync",
        "--listen-client-urls=" + address(port),
        "--advertise-client-urls=" + address(port),
        "--listen-peer-urls=http://127.0.0.1:0",
        "--initial-advertise-peer-urls=http://127.0.0.1:1",
        "--initial-cluster=" + name() + "=http://127.0.0.1:1");
  }

  @Override
  public Optional<String> missing(int port) {
    String question = "the member list of " + address(port);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address(port) + "/v3/cluster/member/list"))
            .timeout(Duration.ofSeconds(5))
            .POST(BodyPublishers.ofString("{}"))
            .build();
    try {
      String answer = client.send(request, BodyHandlers.ofString()).body();
      return answer.contains("\"" + name() + "\"")
          ? Optional.empty()
          : Optional.of(question + ", last: " + answer);
    } catch (IOException e) {
      return Optional.of(question);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(question);
    }
  }
}
