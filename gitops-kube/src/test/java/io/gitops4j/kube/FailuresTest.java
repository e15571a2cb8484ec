package io.gitops4j.kube;

import static io.gitops4j.kube.PlayedApiServer.json;
import static io.gitops4j.kube.PlayedApiServer.text;
import static io.gitops4j.kube.PlayedApiServer.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyOutcome.Rejected;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.ResourceKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest extends AgainstPlayedApiServer {
  private static final String READ = "GET " + SETTINGS_PATH;

  private ClusterException readingFails() {
    return catchThrowableOfType(ClusterException.class, () -> target.get(SETTINGS));
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED, false",
    "403, FORBIDDEN, false",
    "405, UNKNOWN_KIND, false",
    "429, THROTTLED, true",
    "500, SERVER_ERROR, true",
    "503, SERVER_ERROR, true",
    "504, SERVER_ERROR, true",
    "418, BAD_ANSWER, false"
  })
  void tellsByTheCodeWhatIsWrong(int code, Reason reason, boolean mayPass) {
    server.on(READ, Played.status(code, "Whatever", "the server's words"));

    ClusterException e = readingFails();

    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e.isTransient()).isEqualTo(mayPass);
    assertThat(e).hasMessageContainingAll("ConfigMap shop/settings", "the server's words");
  }

  @ParameterizedTest
  @CsvSource({"429", "503", "500"})
  void asksOnceWhateverTheClientWouldDo(int code) {
    server.on(READ, json(code, ""));

    readingFails();

    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void passesOnHowLongToWait() {
    server.on(READ, withHeader("Retry-After", "7", json(429, "")));
    assertThat(readingFails().retryAfter()).contains(Duration.ofSeconds(7));

    server.on(READ, Played.status(429, "TooManyRequests", "wait", "{\"retryAfterSeconds\":3}"));
    assertThat(readingFails().retryAfter()).contains(Duration.ofSeconds(3));

    server.on(READ, withHeader("Retry-After", "soon", json(429, "")));
    assertThat(readingFails().retryAfter()).isEmpty();
  }

  @Test
  void passesOnNoPagesOfProxies() {
    server.on(READ, text(502, "text/html", "<html><body>Bad Gateway</body></html>"));

    ClusterException e = readingFails();

    assertThat(e.reason()).isEqualTo(Reason.SERVER_ERROR);
    assertThat(e).hasMessageNotContaining("<html>");
  }

  @Test
  void saysWhoMayNotDoWhat() {
    String words =
        "configmaps \"settings\" is forbidden: User \"bot\" cannot patch resource \"configmaps\" in"
            + " API group \"\" in the namespace \"shop\"";
    server
        .on(READ, Played.notFound())
        .on("PATCH " + SETTINGS_PATH, Played.status(403, "Forbidden", words));

    ClusterException e =
        catchThrowableOfType(
            ClusterException.class,
            () -> target.apply(ApplyRequest.forced(settings("x"), "gitops4j")));

    assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN);
    assertThat(e).hasMessageContaining(words);
  }

  @Test
  void saysThatNobodyListens() {
    target.info();
    server.close();

    ClusterException e = readingFails();

    assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(e.isTransient()).isTrue();
    assertThat(e).hasMessageContainingAll("ConfigMap shop/settings", server.address());
    assertThat(e.getCause()).isNotNull();
  }

  @Test
  void saysThatTheConnectionBroke() {
    server.on(READ, PlayedApiServer.brokenOff());

    assertThat(readingFails().reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void waitsNoLongerThanTheClientAllows() {
    CountDownLatch never = new CountDownLatch(1);
    KubernetesClient impatient =
        new KubernetesClientBuilder()
            .withConfig(config(server.address()))
            .editOrNewConfig()
            .withRequestTimeout(300)
            .endConfig()
            .build();
    target.close();
    try (impatient) {
      target = KubernetesTarget.using(impatient);
      target.info();
      server.on(READ, exchange -> Waiting.forever(never));

      assertThat(readingFails().reason()).isEqualTo(Reason.UNREACHABLE);
    } finally {
      never.countDown();
    }
  }

  @Nested
  class OfSecrets {
    private static final String PATH = "/api/v1/namespaces/shop/secrets/db";
    private static final String VALUE = "aHVudGVyMg";

    private ApplyOutcome apply() {
      return target.apply(ApplyRequest.forced(password(VALUE), "gitops4j"));
    }

    private void answers(PlayedApiServer.Answer answer) {
      server.on("GET " + PATH, Played.notFound()).on("PATCH " + PATH, answer);
    }

    @Test
    void rejectionsQuoteNothing() {
      String details =
          """
          {"name":"db","kind":"Secret","causes":[{"reason":"FieldValueInvalid",
           "message":"Invalid value: %s","field":"data[password]"}]}"""
              .formatted(VALUE);
      answers(Played.status(422, "Invalid", "data.password: Invalid value: " + VALUE, details));

      ApplyOutcome outcome = apply();

      assertThat(outcome).isInstanceOf(Rejected.class);
      assertThat(((Rejected) outcome).reason()).isEqualTo("Invalid");
      assertThat(((Rejected) outcome).causes())
          .extracting(ApplyOutcome.Cause::field)
          .containsExactly("data[password]");
      assertThat(outcome.toString()).doesNotContain(VALUE);
    }

    @ParameterizedTest
    @CsvSource({"400", "403", "409", "413", "429", "500", "503"})
    void failuresQuoteNothing(int code) {
      answers(Played.status(code, "Whatever", "can't take " + VALUE));

      String told;
      try {
        told = apply().toString();
      } catch (ClusterException e) {
        told = traceOf(e);
      }

      assertThat(told).doesNotContain(VALUE);
    }

    @Test
    void unreadableAnswersQuoteNothing() {
      answers(json(200, "{\"data\":{\"password\":" + VALUE + "}}"));

      ClusterException e = catchThrowableOfType(ClusterException.class, this::apply);

      assertThat(e.reason()).isEqualTo(Reason.BAD_ANSWER);
      assertThat(traceOf(e)).doesNotContain(VALUE);
    }

    @Test
    void listsQuoteNothing() {
      server.on(
          "GET /api/v1/secrets",
          json(200, "{\"items\":[{\"data\":{\"password\":\"" + VALUE + "\"}}]}"));

      ClusterException e =
          catchThrowableOfType(
              ClusterException.class,
              () ->
                  target.list(
                      ResourceQuery.all(new ResourceKey("", "Secret", "", "").groupKind())));

      assertThat(traceOf(e)).doesNotContain(VALUE);
    }

    @Test
    void nothingThatIsPrintedHasThem() {
      ApiRequest request =
          ApiRequest.apply(
              Purpose.of("apply", password(VALUE).key()),
              PATH,
              Json.write(password(VALUE).content()));
      ApiAnswer answer = new ApiAnswer(request.purpose(), 200, null, request.content().body());

      assertThat(List.of(request, answer, answer.status()).toString()).doesNotContain(VALUE);
    }

    private String traceOf(ClusterException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return trace.toString();
    }
  }
}
