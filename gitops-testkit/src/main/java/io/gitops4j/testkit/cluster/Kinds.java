package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;

/** The kinds that controllers work with. */
final class Kinds {
  static final GroupKind DEPLOYMENT = new GroupKind("apps", "Deployment");
  static final GroupKind REPLICA_SET = new GroupKind("apps", "ReplicaSet");
  static final GroupKind STATEFUL_SET = new GroupKind("apps", "StatefulSet");
  static final GroupKind DAEMON_SET = new GroupKind("apps", "DaemonSet");
  static final GroupKind JOB = new GroupKind("batch", "Job");
  static final GroupKind POD = new GroupKind("", "Pod");
  static final GroupKind SERVICE = new GroupKind("", "Service");
  static final GroupKind NAMESPACE = new GroupKind("", "Namespace");
  static final GroupKind CLAIM = new GroupKind("", "PersistentVolumeClaim");
  static final GroupKind INGRESS = new GroupKind("networking.k8s.io", "Ingress");
  static final GroupKind AUTOSCALER = new GroupKind("autoscaling", "HorizontalPodAutoscaler");
  static final GroupKind DEFINITION =
      new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");

  private Kinds() {}
}
