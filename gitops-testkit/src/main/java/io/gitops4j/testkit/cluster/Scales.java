package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import java.util.function.UnaryOperator;

/** The sub-resource {@code scale}: the size of a workload, whatever its kind. */
final class Scales {
  private final ApiServer api;

  Scales(ApiServer api) {
    this.api = api;
  }

  MapValue get(Write write) {
    try {
      return new ScaleForm(write.kind()).read(api.get(write.kind(), write.key()));
    } catch (StatusException e) {
      boolean isDeployment = write.kind().groupKind().equals(Kinds.DEPLOYMENT);
      throw e.code() == 404 && isDeployment
          ? StatusException.notFoundPart(write.kind(), write.key(), "scale")
          : e;
    }
  }

  /** PUT. */
  MapValue replace(Write write, MapValue body) {
    ScaleBody scale = ScaleBody.read(write, body);
    Identity.checkAddress(write, scale.content());
    MapValue live = api.get(write.kind(), write.key());
    Identity.checkUid(write, live, scale.content());
    return written(write, scale);
  }

  /** PATCH: of a workload that says no size of its own, as if it said none. */
  MapValue patch(Write write, UnaryOperator<MapValue> change) {
    MapValue live = api.get(write.kind(), write.key());
    ScaleForm form = new ScaleForm(write.kind());
    MapValue patched = change.apply(form.of(live));
    ScaleBody scale;
    try {
      scale = ScaleBody.read(write, patched);
    } catch (StatusException e) {
      throw StatusException.unreadablePatch(patched, e);
    }
    Identity.checkAddress(write, scale.content());
    scale.checkSize(write);
    scale.checkUid(write, live);
    if (patched.equals(form.of(live)) && form.saysNoSize(live)) {
      throw StatusException.badRequest(
          "the spec replicas field \"%s\" cannot be empty"
              .formatted(write.kind().form().scale().replicas()));
    }
    return written(write, scale);
  }

  private MapValue written(Write write, ScaleBody scale) {
    scale.checkSize(write);
    ServedKind kind = write.kind();
    String path = kind.form().scale().replicas();
    String version = scale.content().textAt("metadata", "resourceVersion").orElse("");
    ApiServer.Written written =
        api.patch(
            write,
            live -> {
              MapValue changed = Fields.set(live, scale.replicas(), ScalePaths.keys(path));
              // Also of kinds that else can't do without, a scale without version means any.
              return version.isEmpty()
                  ? changed
                  : Fields.set(changed, version, "metadata", "resourceVersion");
            });
    return new ScaleForm(kind).of(written.object());
  }
}
