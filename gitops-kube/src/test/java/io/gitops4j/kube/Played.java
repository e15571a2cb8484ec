package io.gitops4j.kube;

import static io.gitops4j.kube.PlayedApiServer.json;

import io.gitops4j.kube.PlayedApiServer.Answer;

/** Answers in the shapes of Kubernetes. */
final class Played {

  private Played() {}

  static void serveTheUsual(PlayedApiServer server) {
    server
        .on("GET /version", json(200, "{\"major\":\"1\",\"gitVersion\":\"v1.34.1\"}"))
        .on("GET /api", json(200, "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}"))
        .on(
            "GET /api/v1",
            resources(
                resource("configmaps", "ConfigMap", true),
                resource("secrets", "Secret", true),
                resource("namespaces", "Namespace", false),
                resource("namespaces/status", "Namespace", false)))
        .on(
            "GET /apis",
            json(
                200,
                "{\"kind\":\"APIGroupList\",\"groups\":[%s,%s]}"
                    .formatted(group("apps", "v1"), group("sea.example", "v1", "v1beta1"))))
        .on("GET /apis/apps", json(200, group("apps", "v1")))
        .on("GET /apis/apps/v1", resources(resource("deployments", "Deployment", true)))
        .on("GET /apis/sea.example", json(200, group("sea.example", "v1", "v1beta1")))
        .on("GET /apis/sea.example/v1", resources(resource("octopodes", "Octopus", true)))
        .on(
            "GET /apis/sea.example/v1beta1",
            resources(resource("octopodes", "Octopus", true), resource("fishes", "Fish", false)));
  }

  /** The first version is the preferred one, and stands last in the list. */
  static String group(String name, String... versions) {
    StringBuilder all = new StringBuilder();
    for (int i = versions.length - 1; i >= 0; i--) {
      all.append(all.isEmpty() ? "" : ",").append(version(name, versions[i]));
    }
    return "{\"kind\":\"APIGroup\",\"name\":\"%s\",\"versions\":[%s],\"preferredVersion\":%s}"
        .formatted(name, all, version(name, versions[0]));
  }

  private static String version(String group, String version) {
    return "{\"groupVersion\":\"%s/%s\",\"version\":\"%s\"}".formatted(group, version, version);
  }

  static Answer resources(String... resources) {
    return json(
        200,
        "{\"kind\":\"APIResourceList\",\"resources\":[%s]}".formatted(String.join(",", resources)));
  }

  static String resource(String plural, String kind, boolean namespaced) {
    return "{\"name\":\"%s\",\"singularName\":\"\",\"namespaced\":%s,\"kind\":\"%s\",\"verbs\":[\"get\",\"list\"]}"
        .formatted(plural, namespaced, kind);
  }

  /** An item of a list, without apiVersion and kind. */
  static String item(String name, String version) {
    return "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"shop\",\"uid\":\"uid-%s\",\"resourceVersion\":\"%s\"}}"
        .formatted(name, name, version);
  }

  static String settings(String version, String greeting) {
    return """
        {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"settings","namespace":"shop",
         "uid":"uid-settings","resourceVersion":"%s",
         "managedFields":[{"manager":"gitops4j","operation":"Apply","apiVersion":"v1",
          "time":"2026-01-01T00:00:%sZ","fieldsType":"FieldsV1",
          "fieldsV1":{"f:data":{"f:greeting":{}}}}]},"data":{"greeting":"%s"}}"""
        .formatted(version, version.length() == 2 ? version : "00", greeting);
  }

  static Answer list(String version, String next, String... items) {
    return json(
        200,
        """
        {"kind":"ConfigMapList","apiVersion":"v1",
         "metadata":{"resourceVersion":"%s","continue":"%s"},"items":[%s]}"""
            .formatted(version, next, String.join(",", items)));
  }

  static Answer status(int code, String reason, String message) {
    return status(code, reason, message, "{\"name\":\"settings\",\"kind\":\"configmaps\"}");
  }

  static Answer status(int code, String reason, String message, String details) {
    return json(
        code,
        """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
         "message":"%s","reason":"%s","details":%s,"code":%d}"""
            .formatted(message.replace("\"", "\\\""), reason, details, code));
  }

  static Answer notFound() {
    return status(404, "NotFound", "configmaps \"settings\" not found");
  }
}
