package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How a definition has its objects converted between its versions. */
final class DefinitionConversion {
  private static final String CLIENT = "spec.conversion.webhookClientConfig";
  private static final String REVIEWS = "spec.conversion.conversionReviewVersions";

  private final Problems problems;
  private final MapValue spec;
  private final MapValue conversion;

  DefinitionConversion(Problems problems, MapValue spec) {
    this.problems = problems;
    this.spec = spec;
    this.conversion = spec.mapAt("conversion");
  }

  void check() {
    String strategy = conversion.textAt("strategy").orElse("");
    if (spec.at("conversion").isEmpty()) {
      return;
    }
    checkStrategy(strategy);
    MapValue client = conversion.mapAt("webhook", "clientConfig");
    boolean hasClient = conversion.at("webhook", "clientConfig").isPresent();
    List<Value> reviews = conversion.itemsAt("webhook", "conversionReviewVersions");
    if (strategy.equals("Webhook")) {
      if (hasClient) {
        checkClient(client);
      } else {
        problems.required(CLIENT, "required when strategy is set to Webhook");
      }
      checkReviews(reviews);
      return;
    }
    String unwanted = "should not be set when strategy is not set to Webhook";
    if (hasClient) {
      problems.forbidden(CLIENT, unwanted);
    }
    if (!reviews.isEmpty()) {
      problems.forbidden(REVIEWS, unwanted);
    }
  }

  private void checkStrategy(String strategy) {
    String field = "spec.conversion.strategy";
    if (StructuralSchema.isSet(spec, "preserveUnknownFields") && !strategy.equals("None")) {
      problems.invalid(
          field, GoText.quoted(strategy), "must be None if spec.preserveUnknownFields is true");
    }
    if (strategy.isEmpty()) {
      problems.required(field);
    } else if (!List.of("None", "Webhook").contains(strategy)) {
      problems.unsupported(field, GoText.quoted(strategy), "\"None\", \"Webhook\"");
    }
  }

  /** What is wrong with an address itself is not looked at. */
  private void checkClient(MapValue client) {
    if (client.at("url").isPresent() == client.at("service").isPresent()) {
      problems.required(CLIENT, "exactly one of url or service is required");
    } else if (client.at("service").isPresent()) {
      for (String part : List.of("name", "namespace")) {
        if (client.textAt("service", part).orElse("").isEmpty()) {
          problems.required(CLIENT + ".service." + part, "service " + part + " is required");
        }
      }
      client
          .integerAt("service", "port")
          .filter(port -> port < 1 || port > 65_535)
          .ifPresent(
              port ->
                  problems.invalid(
                      CLIENT + ".service.port",
                      Long.toString(port),
                      "port is not valid: must be between 1 and 65535, inclusive"));
    }
  }

  private void checkReviews(List<Value> reviews) {
    if (reviews.isEmpty()) {
      problems.required(REVIEWS);
      return;
    }
    Set<String> seen = new HashSet<>();
    int index = 0;
    for (Value review : reviews) {
      String name = review.asText().orElse("");
      String field = "%s[%d]".formatted(REVIEWS, index++);
      if (!seen.add(name)) {
        problems.invalid(field, GoText.quoted(name), "duplicate version");
      }
      NameRules.ofService(name)
          .forEach(wrong -> problems.invalid(field, GoText.quoted(name), wrong));
    }
    if (!seen.contains("v1") && !seen.contains("v1beta1")) {
      problems.invalid(
          REVIEWS, GoText.texts("string", reviews), "must include at least one of v1, v1beta1");
    }
  }
}
