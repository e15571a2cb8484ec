package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.Fields.edit;
import static io.gitops4j.testkit.cluster.Fields.editItems;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The versions of ingresses, which name services in other ways. Stateless. */
final class IngressVersions implements Conversion {
  private static final String STABLE = "networking.k8s.io/v1";

  @Override
  public MapValue in(String apiVersion, MapValue object) {
    String now = object.textAt("apiVersion").orElse("");
    if (now.equals(apiVersion)) {
      return object;
    }
    MapValue named = object.with("apiVersion", Scalar.of(apiVersion));
    if (now.equals(STABLE)) {
      MapValue old = withBackends(named, "defaultBackend", IngressVersions::old);
      return renamed(old, "defaultBackend", "backend");
    }
    return renamed(
        withBackends(named, "backend", IngressVersions::stable), "backend", "defaultBackend");
  }

  /** With the name of its own version, which has names of its own for what is wrong. */
  @Override
  public MapValue checked(MapValue object) {
    return object
        .get("apiVersion")
        .map(version -> in(STABLE, object).with("apiVersion", version))
        .orElse(object);
  }

  /** A common backend is not read where none is stored, and so stays. */
  @Override
  public MapValue readOver(MapValue before, MapValue stored) {
    Optional<Value> backend = in(STABLE, before).at("spec", "defaultBackend");
    MapValue read = in(STABLE, stored);
    return backend.isPresent()
        ? Fields.fallback(read, backend.get(), "spec", "defaultBackend")
        : read;
  }

  private static MapValue withBackends(
      MapValue ingress, String common, UnaryOperator<MapValue> change) {
    MapValue changed = edit(ingress, change, "spec", common);
    return editItems(
        changed,
        rule -> editItems(rule, path -> edit(path, change, "backend"), "http", "paths"),
        "spec",
        "rules");
  }

  private static MapValue renamed(MapValue ingress, String from, String to) {
    return ingress
        .at("spec", from)
        .map(backend -> Fields.set(Fields.remove(ingress, "spec", from), backend, "spec", to))
        .orElse(ingress);
  }

  private static MapValue old(MapValue backend) {
    Optional<Value> port =
        backend.at("service", "port", "name").or(() -> backend.at("service", "port", "number"));
    MapValue old = backend.without("service");
    Optional<Value> name = backend.at("service", "name").filter(n -> !n.equals(Scalar.of("")));
    if (name.isPresent()) {
      old = old.with("serviceName", name.get());
    }
    return old.with("servicePort", port.orElse(Scalar.of(0)));
  }

  private static MapValue stable(MapValue backend) {
    MapValue stable = backend.without("serviceName").without("servicePort");
    Value port = backend.at("servicePort").orElse(Scalar.of(0));
    String name = backend.textAt("serviceName").orElse("");
    if (name.isEmpty() && port.equals(Scalar.of(0))) {
      return stable;
    }
    String field = port.asText().isPresent() ? "name" : "number";
    MapValue named = port.equals(Scalar.of(0)) ? MapValue.EMPTY : MapValue.of(field, port);
    return stable.with("service", MapValue.of("name", Scalar.of(name)).with("port", named));
  }
}
