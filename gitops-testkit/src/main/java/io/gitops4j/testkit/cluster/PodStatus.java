package io.gitops4j.testkit.cluster;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Statuses of pods as a kubelet writes them. Pure. */
final class PodStatus {
  private final MapValue pod;
  private final String time;

  PodStatus(MapValue pod, String time) {
    this.pod = pod;
    this.time = time;
  }

  /** Containers are being made, or can't be, for a reason. */
  MapValue waiting(String reason, String message) {
    MapValue state = MapValue.of("reason", Scalar.of(reason));
    state = message.isEmpty() ? state : state.with("message", Scalar.of(message));
    return of("Pending", false, MapValue.of("waiting", state), MapValue.EMPTY, 0);
  }

  MapValue running() {
    return of("Running", true, runningState(), MapValue.EMPTY, 0);
  }

  /** Containers start and end again and again. */
  MapValue crashing() {
    MapValue state = MapValue.of("reason", Scalar.of("CrashLoopBackOff"));
    MapValue waiting =
        MapValue.of(
            "waiting", state.with("message", Scalar.of("back-off restarting failed container")));
    return of("Running", false, waiting, terminatedState(1, "Error"), 1);
  }

  MapValue ended(boolean isSuccess) {
    MapValue state = isSuccess ? terminatedState(0, "Completed") : terminatedState(1, "Error");
    return of(isSuccess ? "Succeeded" : "Failed", false, state, MapValue.EMPTY, 0);
  }

  private MapValue runningState() {
    return MapValue.of("running", MapValue.of("startedAt", Scalar.of(time)));
  }

  private MapValue terminatedState(long exitCode, String reason) {
    MapValue state = MapValue.of("exitCode", Scalar.of(exitCode));
    state = state.with("reason", Scalar.of(reason)).with("finishedAt", Scalar.of(time));
    return MapValue.of("terminated", state);
  }

  private MapValue of(
      String phase, boolean isReady, MapValue state, MapValue lastState, long restarts) {
    MapValue status = pod.mapAt("status").with("phase", Scalar.of(phase));
    status = Fields.fallback(status, time, "startTime");
    status = Fields.fallback(status, "10.0.0.10", "hostIP");
    String ready = isReady ? "True" : "False";
    String why = phase.equals("Succeeded") ? "PodCompleted" : "ContainersNotReady";
    status = condition(status, "Initialized", "True", "");
    status = condition(status, "Ready", ready, isReady ? "" : why);
    status = condition(status, "ContainersReady", ready, isReady ? "" : why);
    status = condition(status, "PodScheduled", "True", "");
    Function<MapValue, Value> container =
        c -> container(c, isReady, state, lastState).with("restartCount", Scalar.of(restarts));
    List<Value> containers = new ArrayList<>();
    pod.itemsAt("spec", "containers").forEach(c -> containers.add(container.apply(c.mapAt())));
    return status.with("containerStatuses", new ListValue(containers));
  }

  private MapValue condition(MapValue status, String type, String value, String reason) {
    return Conditions.with(status, Conditions.condition(type, value, reason, ""), time);
  }

  private static MapValue container(
      MapValue container, boolean isReady, MapValue state, MapValue lastState) {
    String image = container.textAt("image").orElse("");
    boolean isRunning = state.get("running").isPresent();
    Map<String, Object> status =
        Map.<String, Object>of(
            "name",
            container.textAt("name").orElse(""),
            "image",
            image,
            "imageID",
            isRunning ? image + "@sha256:" + Digest.of(image) : "",
            "ready",
            isReady,
            "started",
            isRunning,
            "state",
            state,
            "lastState",
            lastState);
    return Value.of(status).mapAt();
  }
}
