package io.gitops4j.kube;

/**
 * One request to an API server.
 *
 * @param purpose for error messages
 * @param method of HTTP
 * @param address path and query below the server's own address, encoded
 * @param content what is sent, and what is asked for
 */
record ApiRequest(Purpose purpose, String method, String address, Content content) {
  private static final String JSON = "application/json";

  /** The server may send the metadata alone; one that can't sends the whole object. */
  private static final String METADATA = JSON + ";as=PartialObjectMetadata;g=meta.k8s.io;v=v1,";

  static ApiRequest get(Purpose purpose, String address) {
    return new ApiRequest(purpose, "GET", address, new Content(JSON, "", ""));
  }

  static ApiRequest getMetadata(Purpose purpose, String address) {
    return new ApiRequest(purpose, "GET", address, new Content(METADATA + JSON, "", ""));
  }

  /** JSON is YAML, so the body of an apply may be JSON in every version of Kubernetes. */
  static ApiRequest apply(Purpose purpose, String address, String json) {
    Content content = new Content(JSON, "application/apply-patch+yaml", json);
    return new ApiRequest(purpose, "PATCH", address, content);
  }

  static ApiRequest mergePatch(Purpose purpose, String address, String json) {
    Content content = new Content(JSON, "application/merge-patch+json", json);
    return new ApiRequest(purpose, "PATCH", address, content);
  }

  static ApiRequest delete(Purpose purpose, String address, String json) {
    return new ApiRequest(purpose, "DELETE", address, new Content(JSON, JSON, json));
  }

  /**
   * The two sides of a request.
   *
   * @param accept the media types that may be answered
   * @param type the media type of the body, empty if there is none
   * @param body the body, empty if there is none
   */
  record Content(String accept, String type, String body) {
    /** Never the body, which may be a Secret's. */
    @Override
    public String toString() {
      return type;
    }
  }
}
