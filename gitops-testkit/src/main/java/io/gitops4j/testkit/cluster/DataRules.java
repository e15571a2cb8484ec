package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The API server's checks of config maps and secrets. */
final class DataRules {
  private static final int LARGEST = 1024 * 1024;

  private final Problems problems;
  private final FieldNames names;
  private final MapValue object;

  DataRules(Problems problems, MapValue object) {
    this.problems = problems;
    this.names = new FieldNames(problems);
    this.object = object;
  }

  void checkConfigMap() {
    MapValue texts = object.mapAt("data");
    MapValue binaries = object.mapAt("binaryData");
    for (String key : texts.keys()) {
      names.key("data[%s]".formatted(key), key);
      if (binaries.get(key).isPresent()) {
        problems.invalid(
            "data[%s]".formatted(key), Scalar.of(key), "duplicate of key present in binaryData");
      }
    }
    binaries.keys().forEach(key -> names.key("binaryData[%s]".formatted(key), key));
    long size = texts.entries().values().stream().mapToLong(DataRules::length).sum();
    size += binaries.entries().values().stream().mapToLong(v -> bytes(v).length).sum();
    if (size > LARGEST) {
      // The server names this place with an empty list.
      problems.tooLong("[]", LARGEST);
    }
  }

  private static long length(Value text) {
    return text.asText().orElse("").getBytes(StandardCharsets.UTF_8).length;
  }

  private static byte[] bytes(Value encoded) {
    try {
      return Base64.getDecoder().decode(encoded.asText().orElse(""));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("stored data is base64", e);
    }
  }

  void checkSecret() {
    MapValue data = object.mapAt("data");
    data.keys().forEach(key -> names.key("data[%s]".formatted(key), key));
    long size = data.entries().values().stream().mapToLong(v -> bytes(v).length).sum();
    if (size > LARGEST) {
      problems.tooLong("data", LARGEST);
    }
    switch (object.textAt("type").orElse("")) {
      case "kubernetes.io/tls" -> require("data[%s]", List.of("tls.crt", "tls.key"));
      case "kubernetes.io/dockerconfigjson" -> checkJson(".dockerconfigjson");
      case "kubernetes.io/dockercfg" -> checkJson(".dockercfg");
      // In these two the server shows its own pattern.
      case "kubernetes.io/basic-auth" -> checkBasic();
      case "kubernetes.io/ssh-auth" -> require("data[%%s][%s]", List.of("ssh-privatekey"));
      case "kubernetes.io/service-account-token" -> checkToken();
      default -> {}
    }
  }

  private void require(String path, List<String> keys) {
    for (String key : keys) {
      if (object.at("data", key).isEmpty()) {
        problems.required(path.formatted(key));
      }
    }
  }

  private void checkBasic() {
    if (object.at("data", "username").isEmpty() && object.at("data", "password").isEmpty()) {
      require("data[%%s][%s]", List.of("username", "password"));
    }
  }

  private void checkToken() {
    String annotation = "kubernetes.io/service-account.name";
    if (object.textAt("metadata", "annotations", annotation).orElse("").isEmpty()) {
      problems.required("metadata.annotations[%s]".formatted(annotation));
    }
  }

  private void checkJson(String key) {
    String path = "data[%s]".formatted(key);
    if (object.at("data", key).isEmpty()) {
      problems.required(path);
      return;
    }
    String json =
        new String(bytes(object.mapAt("data").get(key).orElseThrow()), StandardCharsets.UTF_8);
    try {
      Json.read(key, json);
    } catch (ManifestException e) {
      String start = json.isEmpty() ? "" : json.substring(0, 1);
      problems.invalid(
          path,
          Scalar.of("<secret contents redacted>"),
          start.isEmpty()
              ? "unexpected end of JSON input"
              : "invalid character '%s' looking for beginning of value".formatted(start));
    }
  }
}
