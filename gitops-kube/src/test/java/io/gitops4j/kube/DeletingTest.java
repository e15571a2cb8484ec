package io.gitops4j.kube;

import static io.gitops4j.kube.PlayedApiServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.ResourceKey;
import org.junit.jupiter.api.Test;

class DeletingTest extends AgainstPlayedApiServer {
  private static final String DELETE = "DELETE " + SETTINGS_PATH;
  private static final DeleteRequest SEEN =
      new DeleteRequest(SETTINGS, "uid-settings", "17", Propagation.BACKGROUND);
  private static final String GONE = "{\"kind\":\"Status\",\"status\":\"Success\"}";

  @Test
  void sendsWhatWasSeenAsPreconditions() {
    server.on(DELETE, json(200, GONE));

    DeleteOutcome outcome = target.delete(SEEN.withPropagation(Propagation.FOREGROUND));

    assertThat(outcome).isEqualTo(DeleteOutcome.DELETED);
    assertThat(Json.read(new Purpose("test", false), server.lastAsked().body()))
        .isEqualTo(
            Json.read(
                new Purpose("test", false),
                """
                {"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Foreground",
                 "preconditions":{"uid":"uid-settings","resourceVersion":"17"}}"""));
  }

  @Test
  void tellsThatAnObjectIsGoneThoughTheServerShowsIt() {
    server.on(DELETE, json(200, Played.settings("17", "hello")));

    assertThat(target.delete(SEEN)).isEqualTo(DeleteOutcome.DELETED);
  }

  @Test
  void tellsThatAnObjectStaysForItsFinalizers() {
    server.on(
        DELETE,
        json(
            200,
            Played.settings("18", "hello")
                .replace("\"uid\":", "\"deletionTimestamp\":\"2026-01-01T00:00:00Z\",\"uid\":")));

    assertThat(target.delete(SEEN)).isEqualTo(DeleteOutcome.TERMINATING);
  }

  @Test
  void tellsThatAnObjectWaitsForItsDependents() {
    server.on(DELETE, json(202, Played.settings("18", "hello")));

    assertThat(target.delete(SEEN)).isEqualTo(DeleteOutcome.TERMINATING);
  }

  @Test
  void findsNothingToDelete() {
    server.on(DELETE, Played.notFound());

    assertThat(target.delete(SEEN)).isEqualTo(DeleteOutcome.ABSENT);
    ResourceKey notServed = new ResourceKey("unknown.example", "Widget", "shop", "w");
    assertThat(target.delete(new DeleteRequest(notServed, "u", "1", Propagation.ORPHAN)))
        .isEqualTo(DeleteOutcome.ABSENT);
  }

  @Test
  void leavesWhatIsNotAsItWasSeen() {
    server.on(DELETE, Played.status(409, "Conflict", "the UID in the precondition does not match"));

    assertThat(target.delete(SEEN)).isEqualTo(DeleteOutcome.PRECONDITION_FAILED);
  }

  @Test
  void saysThatAdmissionRefused() {
    server.on(DELETE, Played.status(400, "", "admission webhook \"guard\" denied the request"));

    assertThatThrownBy(() -> target.delete(SEEN))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN))
        .hasMessageContaining("guard");
  }
}
