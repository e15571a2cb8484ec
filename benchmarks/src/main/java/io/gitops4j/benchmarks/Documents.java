package io.gitops4j.benchmarks;

/** Documents of a known size. */
final class Documents {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: NAME
        labels:
          app.kubernetes.io/name: NAME
          app.kubernetes.io/part-of: guestbook
          app.kubernetes.io/managed-by: gitops4j
      spec:
        replicas: 3
        revisionHistoryLimit: 3
        selector:
          matchLabels:
            app.kubernetes.io/name: NAME
        template:
          metadata:
            labels:
              app.kubernetes.io/name: NAME
            annotations:
              prometheus.io/scrape: "true"
          spec:
            serviceAccountName: NAME
            securityContext:
              runAsNonRoot: true
            containers:
              - name: web
                image: registry.example/web:TAG
                imagePullPolicy: IfNotPresent
                env:
                  - name: GET_HOSTS_FROM
                    value: dns
                  - name: LOG_LEVEL
                    value: info
                  - name: POD_NAME
                    valueFrom:
                      fieldRef:
                        apiVersion: v1
                        fieldPath: metadata.name
                ports:
                  - name: http
                    containerPort: 8080
                  - name: metrics
                    containerPort: 9090
                resources:
                  requests:
                    cpu: 100m
                    memory: 128Mi
                  limits:
                    memory: 256Mi
                readinessProbe:
                  httpGet:
                    path: /ready
                    port: http
                volumeMounts:
                  - name: tmp
                    mountPath: /tmp
            volumes:
              - name: tmp
                emptyDir: {}
      """;

  private Documents() {}

  /** 60 lines. */
  static String deployment(String name, String tag) {
    return DEPLOYMENT.replace("NAME", name).replace("TAG", tag);
  }

  /** A definition of a kind with a thousand fields: 4,000 lines. */
  static String definition(String description) {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: widgets.example.org
            spec:
              group: example.org
              scope: Namespaced
              names:
                kind: Widget
                listKind: WidgetList
                plural: widgets
                singular: widget
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
            """);
    for (int i = 0; i < 995; i++) {
      yaml.append("              field%d:\n".formatted(i))
          .append("                type: string\n")
          .append("                maxLength: %d\n".formatted(10 + i))
          .append("                description: %s\n".formatted(i == 0 ? description : "A field."));
    }
    return yaml.toString();
  }
}
