package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/** The API server's checks of network policies. */
final class NetworkPolicyRules {
  private final Problems problems;
  private final FieldNames names;
  private final SelectorRules selectors;
  private final MapValue spec;

  NetworkPolicyRules(Problems problems, MapValue object) {
    this.problems = problems;
    this.names = new FieldNames(problems);
    this.selectors = new SelectorRules(problems);
    this.spec = object.mapAt("spec");
  }

  void check() {
    selectors.check("spec.podSelector", spec.mapAt("podSelector"));
    checkRules("ingress", "from");
    checkRules("egress", "to");
    List<Value> types = spec.itemsAt("policyTypes");
    if (types.size() > 2) {
      problems.invalid(
          "spec.policyTypes",
          GoText.texts("networking.PolicyType", types),
          "may not specify more than two policyTypes");
      return;
    }
    for (int i = 0; i < types.size(); i++) {
      problems.oneOf("spec.policyTypes[%d]".formatted(i), types.get(i), "Ingress", "Egress");
    }
  }

  private void checkRules(String direction, String peers) {
    List<Value> rules = spec.itemsAt(direction);
    for (int i = 0; i < rules.size(); i++) {
      String at = "spec.%s[%d]".formatted(direction, i);
      List<Value> ports = rules.get(i).itemsAt("ports");
      for (int j = 0; j < ports.size(); j++) {
        checkPort("%s.ports[%d]".formatted(at, j), ports.get(j).mapAt());
      }
      List<Value> others = rules.get(i).itemsAt(peers);
      for (int j = 0; j < others.size(); j++) {
        checkPeer("%s.%s[%d]".formatted(at, peers, j), others.get(j).mapAt());
      }
    }
  }

  private void checkPort(String at, MapValue port) {
    problems.oneOf(
        at + ".protocol", port.get("protocol").orElse(Scalar.of("TCP")), "TCP", "UDP", "SCTP");
    port.get("port").ifPresent(number -> names.portOrName(at + ".port", number));
  }

  private void checkPeer(String at, MapValue peer) {
    boolean hasSelector =
        peer.get("podSelector").isPresent() || peer.get("namespaceSelector").isPresent();
    selectors.check(at + ".podSelector", peer.mapAt("podSelector"));
    selectors.check(at + ".namespaceSelector", peer.mapAt("namespaceSelector"));
    if (peer.get("ipBlock").isPresent()) {
      checkBlock(at + ".ipBlock", peer.mapAt("ipBlock"));
      if (hasSelector) {
        problems.forbidden(at, "may not specify both ipBlock and another peer");
      }
    } else if (!hasSelector) {
      problems.required(at, "must specify a peer");
    }
  }

  private void checkBlock(String at, MapValue block) {
    String range = block.textAt("cidr").orElse("");
    if (range.isEmpty()) {
      problems.required(at + ".cidr");
      return;
    }
    if (!Addresses.isRange(range)) {
      problems.invalid(at + ".cidr", Scalar.of(range), "not a valid CIDR");
      return;
    }
    List<Value> exceptions = block.itemsAt("except");
    for (int i = 0; i < exceptions.size(); i++) {
      String exception = exceptions.get(i).asText().orElse("");
      String place = "%s.except[%d]".formatted(at, i);
      if (!Addresses.isRange(exception)) {
        problems.invalid(place, Scalar.of(exception), "not a valid CIDR");
      } else if (!Addresses.isStrictlyWithin(exception, range)) {
        problems.invalid(place, Scalar.of(exception), "must be a strict subset of `cidr`");
      }
    }
  }
}
