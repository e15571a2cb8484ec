package io.gitops4j.kube;

import static io.gitops4j.kube.PlayedApiServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.OwnershipOutcome.PreconditionFailed;
import io.gitops4j.core.cluster.OwnershipOutcome.Rejected;
import io.gitops4j.core.cluster.OwnershipOutcome.Rewritten;
import io.gitops4j.core.cluster.OwnershipRequest;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewritingOwnersTest extends AgainstPlayedApiServer {
  private static final String PATCH = "PATCH " + SETTINGS_PATH;
  private static final OwnershipRequest REQUEST =
      new OwnershipRequest(
          SETTINGS,
          "uid-settings",
          "17",
          new ManagedFields(
              List.of(
                  ManagedFieldsEntry.applied(
                      "us", "v1", FieldSet.of(FieldPath.of("data", "greeting"))))),
          "us");

  @Test
  void patchesTheOwnersAloneUnderPreconditions() {
    server.on(PATCH, json(200, Played.settings("18", "hello")));

    assertThat(target.rewriteOwnership(REQUEST)).isInstanceOf(Rewritten.class);
    assertThat(Json.read(new Purpose("test", false), server.lastAsked().body()))
        .isEqualTo(
            Json.read(
                new Purpose("test", false),
                """
                {"metadata":{"uid":"uid-settings","resourceVersion":"17","managedFields":[
                 {"apiVersion":"v1","fieldsType":"FieldsV1","manager":"us","operation":"Apply",
                  "fieldsV1":{"f:data":{"f:greeting":{}}}}]}}"""));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 409})
  void changesNothingAboutAnObjectThatIsNotAsItWasSeen(int code) {
    server.on(
        PATCH,
        json(
            code,
            "{\"kind\":\"Status\",\"reason\":\"%s\"}"
                .formatted(code == 404 ? "NotFound" : "Conflict")));

    assertThat(target.rewriteOwnership(REQUEST)).isInstanceOf(PreconditionFailed.class);
  }

  @Test
  void takesAnotherUidForAnotherObject() {
    server.on(
        PATCH,
        json(
            422,
            """
            {"kind":"Status","reason":"Invalid","message":"field is immutable",
             "details":{"causes":[{"reason":"FieldValueInvalid","field":"metadata.uid"}]}}"""));

    assertThat(target.rewriteOwnership(REQUEST)).isInstanceOf(PreconditionFailed.class);
  }

  @Test
  void tellsWhatTheClusterRefuses() {
    server.on(
        PATCH,
        json(422, "{\"kind\":\"Status\",\"reason\":\"Invalid\",\"message\":\"bad fields\"}"));

    assertThat(target.rewriteOwnership(REQUEST)).isEqualTo(new Rejected("Invalid", "bad fields"));
  }
}
