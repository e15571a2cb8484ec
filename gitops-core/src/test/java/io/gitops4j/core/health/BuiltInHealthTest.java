package io.gitops4j.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.LiveResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line, one rule: the object's interesting part, its health, a piece of the message. */
class BuiltInHealthTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
spec: {paused: true}, status: {observedGeneration: 1}                                                                            | Suspended   | paused
spec: {replicas: 2}                                                                                                              | Progressing | generation 2 is not observed
spec: {replicas: 2}, status: {observedGeneration: 1, updatedReplicas: 2, replicas: 2, availableReplicas: 2}                      | Progressing | not observed
spec: {replicas: 2}, status: {observedGeneration: 2, conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded, message: too slow}]} | Degraded | too slow
spec: {replicas: 2}, status: {observedGeneration: 2, conditions: [{type: Progressing, status: 'True', reason: ReplicaSetUpdated}]} | Progressing | 0 of 2 replicas are updated
spec: {replicas: 2}, status: {observedGeneration: 2, replicas: 3, updatedReplicas: 1}                                            | Progressing | 1 of 2 replicas are updated
spec: {replicas: 2}, status: {observedGeneration: 2, replicas: 3, updatedReplicas: 2, availableReplicas: 3}                      | Progressing | 1 old replicas
spec: {replicas: 2}, status: {observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 1}                      | Progressing | 1 of 2 updated replicas are available
spec: {replicas: 2}, status: {observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 2}                      | Healthy     |
spec: {replicas: 2}, status: {observedGeneration: 3, replicas: 2, updatedReplicas: 2, availableReplicas: 2}                      | Healthy     |
spec: {replicas: 0}, status: {observedGeneration: 2}                                                                             | Healthy     |
spec: {}, status: {observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1}                                 | Healthy     |
metadata: {deletionTimestamp: '2026-01-01T00:00:00Z'}, spec: {paused: true}                                                      | Progressing | deleted
""")
  void deployment(String object, String status, String message) {
    check("apps/v1/Deployment", object, status, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
spec: {replicas: 1}                                                                                                              | Progressing | not observed
metadata: {generation: 0}, status: {observedGeneration: 0}                                                                       | Progressing | not observed
spec: {replicas: 2}, status: {observedGeneration: 1, readyReplicas: 2}                                                           | Progressing | not observed
spec: {replicas: 2}, status: {observedGeneration: 2, readyReplicas: 1}                                                           | Progressing | 1 of 2 replicas are ready
spec: {replicas: 3, updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}}, status: {observedGeneration: 2, readyReplicas: 3, updatedReplicas: 2} | Progressing | 2 of 3 replicas are updated
spec: {replicas: 3, updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}}, status: {observedGeneration: 2, readyReplicas: 3, updatedReplicas: 3} | Healthy |
spec: {replicas: 3, updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}}, status: {observedGeneration: 2, readyReplicas: 3, updatedReplicas: 1} | Healthy | partition 2
spec: {replicas: 1, updateStrategy: {type: RollingUpdate, rollingUpdate: {}}}, status: {observedGeneration: 2, readyReplicas: 1}   | Healthy |
spec: {replicas: 1, updateStrategy: {type: OnDelete}}, status: {observedGeneration: 2, readyReplicas: 1, updateRevision: b, currentRevision: a} | Healthy |
spec: {replicas: 1, updateStrategy: {type: RollingUpdate}}, status: {observedGeneration: 2, readyReplicas: 1, updateRevision: b, currentRevision: a} | Progressing | rolling out b
spec: {replicas: 1}, status: {observedGeneration: 2, readyReplicas: 1, updateRevision: a, currentRevision: a}                     | Healthy |
""")
  void statefulSet(String object, String status, String message) {
    check("apps/v1/StatefulSet", object, status, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
status: {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2} | Progressing | not observed
spec: {updateStrategy: {type: OnDelete}}, status: {observedGeneration: 2, desiredNumberScheduled: 2}      | Healthy     |
status: {observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 1, numberAvailable: 2} | Progressing | 1 of 2 pods are updated
status: {observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1} | Progressing | 1 of 2 pods are available
status: {observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2} | Healthy     |
status: {observedGeneration: 2, desiredNumberScheduled: 0}                                                | Healthy     |
""")
  void daemonSet(String object, String status, String message) {
    check("apps/v1/DaemonSet", object, status, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
spec: {replicas: 1}                                                                                                                   | Progressing | not observed
spec: {replicas: 1}, status: {observedGeneration: 2, conditions: [{type: ReplicaFailure, status: 'True', message: quota exceeded}]}   | Degraded    | quota exceeded
spec: {replicas: 1}, status: {observedGeneration: 2, conditions: [{type: ReplicaFailure, status: 'False'}], availableReplicas: 1}     | Healthy     |
spec: {replicas: 2}, status: {observedGeneration: 2, availableReplicas: 1}                                                            | Progressing | 1 of 2
spec: {replicas: 0}, status: {observedGeneration: 2}                                                                                  | Healthy     |
""")
  void replicaSet(String object, String status, String message) {
    check("apps/v1/ReplicaSet", object, status, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
spec: {restartPolicy: Always}, status: {phase: Running, containerStatuses: [{name: web, state: {waiting: {reason: CrashLoopBackOff, message: back-off 10s}}}]} | Degraded | back-off 10s
spec: {restartPolicy: Always}, status: {phase: Pending, containerStatuses: [{name: web, state: {waiting: {reason: ErrImagePull}}}]}    | Degraded    | web waits: ErrImagePull
spec: {restartPolicy: Always}, status: {phase: Pending, containerStatuses: [{name: web, state: {waiting: {reason: CreateContainerConfigError, message: no secret}}}]} | Degraded | no secret
spec: {restartPolicy: Never}, status: {phase: Pending, containerStatuses: [{name: web, state: {waiting: {reason: ImagePullBackOff}}}]} | Progressing | pending
spec: {restartPolicy: Always}, status: {phase: Pending, containerStatuses: [{name: web, state: {waiting: {reason: ContainerCreating}}}]} | Progressing | pending
spec: {}, status: {phase: Pending, conditions: [{type: PodScheduled, status: 'False', message: no nodes}]}                             | Progressing | no nodes
spec: {restartPolicy: Never}, status: {phase: Succeeded}                                                                               | Healthy     |
spec: {restartPolicy: Never}, status: {phase: Failed, message: evicted}                                                                | Degraded    | evicted
spec: {restartPolicy: Never}, status: {phase: Failed, initContainerStatuses: [{state: {terminated: {exitCode: 3}}}]}                   | Degraded    | exit code 3
spec: {restartPolicy: Never}, status: {phase: Failed, containerStatuses: [{state: {terminated: {exitCode: 0}}}, {state: {terminated: {reason: OOMKilled, exitCode: 137}}}]} | Degraded | OOMKilled
spec: {restartPolicy: Always}, status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}                                   | Healthy     |
spec: {}, status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}                                                        | Healthy     |
spec: {restartPolicy: Always}, status: {phase: Running, containerStatuses: [{name: web, lastState: {terminated: {exitCode: 1}}}]}      | Degraded    | web ended before: exit code 1
spec: {restartPolicy: Always}, status: {phase: Running, conditions: [{type: Ready, status: 'False', message: probe fails}]}            | Progressing | probe fails
spec: {restartPolicy: OnFailure}, status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}                                | Progressing | until it is done
metadata: {annotations: {argocd.argoproj.io/ignore-restart-policy: 'true'}}, spec: {restartPolicy: Never}, status: {phase: Running, conditions: [{type: Ready, status: 'True'}]} | Healthy |
metadata: {annotations: {gitops4j.io/ignore-restart-policy: 'true', argocd.argoproj.io/hook: Sync}}, spec: {restartPolicy: Never}, status: {phase: Running, conditions: [{type: Ready, status: 'True'}]} | Progressing | until
spec: {}                                                                                                                               | Unknown     | no phase
spec: {}, status: {phase: Unknown}                                                                                                     | Unknown     | phase is Unknown
""")
  void pod(String object, String status, String message) {
    check("v1/Pod", object, status, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
v1/PersistentVolumeClaim        | status: {phase: Bound}                                              | Healthy     |
v1/PersistentVolumeClaim        | status: {phase: Pending}                                            | Progressing | not bound
v1/PersistentVolumeClaim        | status: {phase: Lost}                                               | Degraded    | lost
v1/PersistentVolumeClaim        | spec: {}                                                            | Unknown     | no phase
v1/Service                      | spec: {type: ClusterIP}                                             | Healthy     |
v1/Service                      | spec: {}                                                            | Healthy     |
v1/Service                      | spec: {type: LoadBalancer}, status: {loadBalancer: {}}              | Progressing | no address yet
v1/Service                      | spec: {type: LoadBalancer}, status: {loadBalancer: {ingress: [{ip: 10.0.0.1}]}} | Healthy |
networking.k8s.io/v1/Ingress    | status: {loadBalancer: {ingress: [{hostname: shop.example}]}}       | Healthy     |
networking.k8s.io/v1/Ingress    | spec: {}                                                            | Healthy     | no address is reported
extensions/v1beta1/Ingress      | spec: {}                                                            | Healthy     | no address is reported
""")
  void networkAndStorage(String type, String object, String status, String message) {
    check(type, object, status, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
batch/v1/Job     | status: {active: 1}                                                                                          | Progressing | not complete
batch/v1/Job     | spec: {}                                                                                                     | Progressing | not complete
batch/v1/Job     | status: {conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded, message: gave up}]}       | Degraded    | gave up
batch/v1/Job     | status: {conditions: [{type: FailureTarget, status: 'True'}]}                                                | Progressing |
batch/v1/Job     | status: {conditions: [{type: Complete, status: 'True'}]}                                                     | Healthy     |
batch/v1/Job     | status: {conditions: [{type: Suspended, status: 'True', message: job suspended}]}                            | Suspended   | job suspended
batch/v1/Job     | status: {conditions: [{type: Suspended, status: 'False', message: job resumed}]}                             | Progressing | not complete
batch/v1/CronJob | spec: {suspend: true}                                                                                        | Healthy     | suspended
batch/v1/CronJob | spec: {schedule: '* * * * *'}                                                                                | Healthy     |
batch/v1/CronJob | status: {lastScheduleTime: '2026-01-02T00:00:00Z'}                                                           | Healthy     |
batch/v1/CronJob | status: {lastScheduleTime: '2026-01-02T00:00:00Z', lastSuccessfulTime: '2026-01-01T00:00:09Z', active: [{}]} | Healthy     |
batch/v1/CronJob | status: {lastScheduleTime: '2026-01-02T00:00:00Z', lastSuccessfulTime: '2026-01-01T00:00:09Z'}               | Degraded    | 2026-01-02T00:00:00Z
batch/v1/CronJob | status: {lastScheduleTime: '2026-01-02T00:00:00Z', lastSuccessfulTime: '2026-01-02T00:00:09Z'}               | Healthy     |
""")
  void jobs(String type, String object, String status, String message) {
    check(type, object, status, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
autoscaling/v2/HorizontalPodAutoscaler | spec: {}                                                                                                     | Progressing | not said
autoscaling/v2/HorizontalPodAutoscaler | status: {observedGeneration: 1, conditions: [{type: AbleToScale, status: 'True'}]}                            | Progressing | not observed
autoscaling/v2/HorizontalPodAutoscaler | status: {conditions: [{type: AbleToScale, status: 'True'}]}                                                   | Healthy     |
autoscaling/v2/HorizontalPodAutoscaler | status: {conditions: [{type: ScalingLimited, status: 'True', reason: TooFewReplicas}]}                        | Healthy     |
autoscaling/v2/HorizontalPodAutoscaler | status: {conditions: [{type: AbleToScale, status: 'False', reason: FailedGetScale, message: no target}]}      | Degraded    | no target
autoscaling/v2/HorizontalPodAutoscaler | status: {conditions: [{type: AbleToScale, status: 'True'}, {type: ScalingActive, status: 'False', reason: FailedGetResourceMetric}]} | Degraded | FailedGetResourceMetric
autoscaling/v2/HorizontalPodAutoscaler | status: {conditions: [{type: ScalingActive, status: 'False', reason: ScalingDisabled}]}                       | Progressing |
autoscaling/v1/HorizontalPodAutoscaler | status: {currentReplicas: 1} | Progressing | not said
autoscaling/v1/HorizontalPodAutoscaler | metadata: {annotations: {autoscaling.alpha.kubernetes.io/conditions: '[{"type":"AbleToScale","status":"True"}]'}} | Healthy |
autoscaling/v1/HorizontalPodAutoscaler | metadata: {annotations: {autoscaling.alpha.kubernetes.io/conditions: '[{"type":"ScalingActive","status":"False","reason":"InvalidSelector"}]'}} | Degraded | InvalidSelector
autoscaling/v1/HorizontalPodAutoscaler | metadata: {annotations: {autoscaling.alpha.kubernetes.io/conditions: '[broken'}} | Progressing | not said
policy/v1/PodDisruptionBudget          | spec: {}                                                                                                     | Progressing | not counted
policy/v1/PodDisruptionBudget          | status: {observedGeneration: 1, conditions: [{type: DisruptionAllowed, status: 'True'}]}                      | Progressing | not observed
policy/v1/PodDisruptionBudget          | status: {conditions: [{type: DisruptionAllowed, status: 'True'}]}                                             | Healthy     |
policy/v1/PodDisruptionBudget          | status: {conditions: [{type: DisruptionAllowed, status: 'False', reason: InsufficientPods}]}                  | Healthy     |
policy/v1/PodDisruptionBudget          | status: {conditions: [{type: DisruptionAllowed, status: 'False', reason: SyncFailed, message: two budgets}]}  | Degraded    | two budgets
apiextensions.k8s.io/v1/CustomResourceDefinition | spec: {}                                                                                           | Progressing | not established
apiextensions.k8s.io/v1/CustomResourceDefinition | status: {conditions: [{type: NamesAccepted, status: 'True'}]}                                      | Progressing | not established
apiextensions.k8s.io/v1/CustomResourceDefinition | status: {conditions: [{type: NamesAccepted, status: 'False', message: taken}, {type: Established, status: 'True'}]} | Degraded | taken
apiextensions.k8s.io/v1/CustomResourceDefinition | status: {conditions: [{type: Terminating, status: 'True'}, {type: Established, status: 'True'}]}   | Progressing |
apiextensions.k8s.io/v1/CustomResourceDefinition | status: {conditions: [{type: NonStructuralSchema, status: 'True', message: no type}, {type: Established, status: 'True'}]} | Degraded | no type
apiextensions.k8s.io/v1/CustomResourceDefinition | status: {conditions: [{type: Established, status: 'False', reason: Installing}]}                   | Progressing | Installing
apiextensions.k8s.io/v1/CustomResourceDefinition | status: {conditions: [{type: Established, status: 'False', reason: NotAccepted}]}                  | Degraded    | NotAccepted
apiextensions.k8s.io/v1/CustomResourceDefinition | status: {conditions: [{type: NamesAccepted, status: 'True'}, {type: Established, status: 'True'}]} | Healthy     |
apiregistration.k8s.io/v1/APIService   | spec: {}                                                                                                     | Progressing | not been tried
apiregistration.k8s.io/v1/APIService   | status: {conditions: [{type: Available, status: 'False', message: no endpoints}]}                             | Progressing | no endpoints
apiregistration.k8s.io/v1/APIService   | status: {conditions: [{type: Available, status: 'True'}]}                                                     | Healthy     |
""")
  void scalingAndApi(String type, String object, String status, String message) {
    check(type, object, status, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
spec: {suspend: true}                                                                                       | Suspended   |
spec: {paused: true}, status: {phase: Failed}                                                               | Suspended   |
spec: {}                                                                                                    | Progressing | no status yet
status: {}                                                                                                  | Progressing | no status yet
status: {observedGeneration: 1, conditions: [{type: Ready, status: 'True'}]}                                | Progressing | not observed
status: {conditions: [{type: Ready, status: 'True', observedGeneration: 1}]}                                | Progressing | not observed
status: {observedGeneration: 2, conditions: [{type: Ready, status: 'True', observedGeneration: 2}]}         | Healthy     |
status: {conditions: [{type: Stalled, status: 'True', message: bad spec}, {type: Ready, status: 'False'}]}   | Degraded    | bad spec
status: {conditions: [{type: stalled, status: 'true'}]}                                                     | Degraded    | stalled is true
status: {conditions: [{type: Paused, status: 'True'}, {type: Ready, status: 'True'}]}                       | Suspended   |
status: {conditions: [{type: Reconciling, status: 'True'}, {type: Ready, status: 'False'}]}                 | Progressing |
status: {conditions: [{type: Ready, status: 'False', message: cannot connect}]}                             | Degraded    | cannot connect
status: {conditions: [{type: Ready, status: Unknown}]}                                                      | Progressing |
status: {conditions: [{type: Synced, status: 'True'}, {type: Ready, status: 'False'}]}                      | Degraded    |
status: {conditions: [{type: Synced, status: 'True'}]}                                                      | Healthy     |
status: {conditions: [{type: SomethingOfItsOwn, status: 'True'}]}                                           | Progressing | does not say
status: {phase: Running}                                                                                    | Healthy     |
status: {phase: ERROR, message: disk full}                                                                  | Degraded    | disk full
status: {state: hibernated}                                                                                 | Suspended   |
status: {phase: Unknown}                                                                                    | Unknown     |
status: {phase: Creating}                                                                                   | Progressing | is Creating
status: {replicas: 3, readyReplicas: 2}                                                                     | Progressing | 2 of 3
status: {replicas: 3, readyReplicas: 3}                                                                     | Healthy     |
status: {replicas: 0, readyReplicas: 0}                                                                     | Progressing |
status: {url: http://shop.example}                                                                          | Progressing | does not say
""")
  void customResource(String object, String status, String message) {
    check("example.com/v1/Shop", object, status, message);
  }

  @Test
  void controllersThatSayNotReadyWhileAtWorkAreBelieved() {
    String notReady = "status: {conditions: [{type: Ready, status: 'False', message: creating}]}";

    check("s3.services.k8s.aws/v1/Bucket", notReady, "Progressing", "creating");
    check("s3.aws.upbound.io/v1/Bucket", notReady, "Progressing", "creating");
    check("notcrossplane.io/v1/Bucket", notReady, "Degraded", "creating");
  }

  @ParameterizedTest
  @CsvSource({
    "v1/ConfigMap",
    "v1/Secret",
    "v1/Namespace",
    "rbac.authorization.k8s.io/v1/Role",
    "networking.k8s.io/v1/NetworkPolicy",
    "monitoring.coreos.com/v1/ServiceMonitor",
    "networking.istio.io/v1/VirtualService"
  })
  void hasNoOpinionOnWhatReportsNothing(String type) {
    assertThat(HealthCheck.builtIn().assess(Live.object(type, "spec: {}"))).isEmpty();
  }

  @Test
  void anythingBeingDeletedIsProgressing() {
    check(
        "v1/ConfigMap",
        "metadata: {deletionTimestamp: '2026-01-01T00:00:00Z'}",
        "Progressing",
        "deleted");
  }

  @Test
  void aHookIsJudgedByItsResultWhileItIsDeleted() {
    check(
        "batch/v1/Job",
        "metadata: {deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: [argocd.argoproj.io/hook-finalizer]},"
            + " status: {conditions: [{type: Complete, status: 'True'}]}",
        "Healthy",
        "");
  }

  @Test
  void anEmbeddersCheckComesFirst() {
    LiveResource ingress = Live.object("networking.k8s.io/v1/Ingress", "spec: {}");
    HealthCheck strict = resource -> Optional.of(Health.progressing("strict"));

    assertThat(strict.orElse(HealthCheck.builtIn()).assess(ingress))
        .contains(Health.progressing("strict"));
  }

  private static void check(String type, String object, String status, @Nullable String message) {
    Health health = HealthCheck.builtIn().assess(Live.object(type, object)).orElseThrow();

    assertThat(health.status().label()).as(health.message()).isEqualTo(status);
    assertThat(health.message()).contains(message == null ? "" : message);
  }
}
