package io.gitops4j.helm;

import io.gitops4j.core.source.Credentials.UserToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches charts over HTTP from the hosts that the embedder allows, and from no others: from
 * repositories with an {@code index.yaml}, and from OCI registries. What is fetched is checked
 * against the digest that the index or the manifest states, and remembered by it. Thread-safe;
 * immutable, {@code with…} returns a copy that shares what is remembered.
 *
 * <p>Credentials go to the host they are for and nowhere else, not even where that host redirects
 * to. A host is named with its port unless that is the usual one.
 *
 * @since 0.1.0
 */
public final class RemoteCharts implements ChartSource {
  private static final String OCI = "oci";

  private final Set<String> hosts;
  private final Set<String> plainHosts;
  private final Map<String, UserToken> credentials;
  private final HttpClient client;
  private final PackedCharts known;

  private RemoteCharts(
      Set<String> hosts,
      Set<String> plainHosts,
      Map<String, UserToken> credentials,
      HttpClient client,
      PackedCharts known) {
    this.hosts = hosts;
    this.plainHosts = plainHosts;
    this.credentials = credentials;
    this.client = client;
    this.known = known;
  }

  /**
   * Charts from these hosts, over HTTPS. Name also those that they redirect to, and those that give
   * tokens for a registry.
   *
   * @param hosts such as {@code charts.example} or {@code registry.example:5000}
   */
  public static RemoteCharts allowing(String... hosts) {
    Set<String> names = new HashSet<>();
    Arrays.asList(hosts).forEach(host -> names.add(host.toLowerCase(Locale.ROOT)));
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    return new RemoteCharts(names, Set.of(), Map.of(), client, new PackedCharts());
  }

  /** Allows a host without encryption: for one that can only be reached from inside. */
  public RemoteCharts allowingPlainHttp(String host) {
    Set<String> all = new HashSet<>(hosts);
    Set<String> plain = new HashSet<>(plainHosts);
    all.add(host.toLowerCase(Locale.ROOT));
    plain.add(host.toLowerCase(Locale.ROOT));
    return new RemoteCharts(all, plain, credentials, client, known);
  }

  /** Who one is at a host. */
  public RemoteCharts withCredentials(String host, UserToken credential) {
    Map<String, UserToken> all = new HashMap<>(credentials);
    all.put(host.toLowerCase(Locale.ROOT), credential);
    return new RemoteCharts(hosts, plainHosts, all, client, known);
  }

  /**
   * Uses this client: one with a proxy, or that trusts other certificates. The caller closes it.
   *
   * @throws IllegalArgumentException if it follows redirects, which would take credentials along
   */
  public RemoteCharts withClient(HttpClient other) {
    if (other.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException("the client must follow no redirects of its own");
    }
    return new RemoteCharts(hosts, plainHosts, credentials, other, known);
  }

  @Override
  public Optional<byte[]> fetch(Wanted wanted) {
    URI repository;
    try {
      repository = URI.create(wanted.repository());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (repository.getScheme() == null || !hosts.contains(host(repository))) {
      return Optional.empty();
    }
    Downloads downloads = new Downloads(this, client, wanted.time());
    return Optional.of(
        repository.getScheme().equals(OCI)
            ? new OciRegistry(downloads, known, isPlain(repository)).chart(repository, wanted)
            : new HttpRepository(downloads, known).chart(repository, wanted));
  }

  /** Refuses an address that nobody allowed. */
  void requireAllowed(URI address) {
    String host = host(address);
    if (!hosts.contains(host)) {
      throw ChartSourceException.refused(
          "the host '%s' is not allowed: RemoteCharts.allowing must name it".formatted(host));
    }
    boolean plain = "http".equals(address.getScheme());
    if (!plain && !"https".equals(address.getScheme())) {
      throw ChartSourceException.refused("'%s' is no address over https".formatted(shown(address)));
    }
    if (plain && !plainHosts.contains(host)) {
      throw ChartSourceException.refused(
          "the host '%s' is allowed over https only, and '%s' is not: see RemoteCharts.allowingPlainHttp"
              .formatted(host, shown(address)));
    }
  }

  Optional<UserToken> credentials(URI address) {
    return Optional.ofNullable(credentials.get(host(address)));
  }

  boolean isPlain(URI address) {
    return plainHosts.contains(host(address));
  }

  /** The host, with the port unless it is the usual one. */
  static String host(URI address) {
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    int port = address.getPort();
    int usual = "http".equals(address.getScheme()) ? 80 : 443;
    return port < 0 || port == usual ? host : host + ":" + port;
  }

  /** Without what may be secret: neither user nor query. */
  static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return "%s://%s%s%s".formatted(address.getScheme(), address.getHost(), port, address.getPath());
  }

  /** The hosts. */
  @Override
  public String toString() {
    return "charts of " + hosts;
  }
}
