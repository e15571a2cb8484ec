package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/** The API server's checks of how a pod resolves names. */
final class DnsRules {
  private static final int MOST_SERVERS = 3;
  private static final int MOST_SEARCHES = 6;

  private final Problems problems;
  private final String path;

  DnsRules(Problems problems, String path) {
    this.problems = problems;
    this.path = path;
  }

  void check(MapValue spec) {
    MapValue settings = spec.mapAt("dnsConfig");
    List<Value> servers = settings.itemsAt("nameservers");
    if (spec.textAt("dnsPolicy").filter("None"::equals).isPresent()) {
      if (spec.get("dnsConfig").isEmpty()) {
        problems.required(path, "must provide `dnsConfig` when `dnsPolicy` is None");
      } else if (servers.isEmpty()) {
        problems.required(
            path + ".nameservers",
            "must provide at least one DNS nameserver when `dnsPolicy` is None");
      }
    }
    checkServers(servers);
    checkSearches(settings.itemsAt("searches"));
    List<Value> options = settings.itemsAt("options");
    for (int i = 0; i < options.size(); i++) {
      if (options.get(i).textAt("name").orElse("").isEmpty()) {
        problems.required("%s.options[%d]".formatted(path, i), "must not be empty");
      }
    }
  }

  private void checkServers(List<Value> servers) {
    if (servers.size() > MOST_SERVERS) {
      problems.invalid(
          path + ".nameservers",
          GoText.texts("string", servers),
          "must not have more than %d nameservers".formatted(MOST_SERVERS));
    }
    for (int i = 0; i < servers.size(); i++) {
      String server = servers.get(i).asText().orElse("");
      if (!Addresses.isAddress(server)) {
        problems.invalid(
            "%s.nameservers[%d]".formatted(path, i), Scalar.of(server), "must be valid IP address");
      }
    }
  }

  private void checkSearches(List<Value> searches) {
    if (searches.size() > MOST_SEARCHES) {
      problems.invalid(
          path + ".searches",
          GoText.texts("string", searches),
          "must not have more than %d search paths".formatted(MOST_SEARCHES));
    }
    for (int i = 0; i < searches.size(); i++) {
      String search = searches.get(i).asText().orElse("");
      new FieldNames(problems)
          .subdomain(
              "%s.searches[%d]".formatted(path, i),
              search.endsWith(".") ? search.substring(0, search.length() - 1) : search);
    }
  }
}
