package io.gitops4j.helm;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.ChartSource.Wanted;
import io.gitops4j.helm.Downloads.Answer;
import io.gitops4j.helm.PackedCharts.Index;
import io.gitops4j.helm.chart.ChartYaml;
import io.gitops4j.helm.chart.Versions;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A repository of charts with an {@code index.yaml}. */
final class HttpRepository {
  static final long CHART_BYTES = 20L << 20;

  private static final long INDEX_BYTES = 64L << 20;

  private final Downloads downloads;
  private final PackedCharts known;

  HttpRepository(Downloads downloads, PackedCharts known) {
    this.downloads = downloads;
    this.known = known;
  }

  /**
   * The newest chart in the range.
   *
   * @throws ChartSourceException if there is none, or another one than the index promises
   */
  byte[] chart(URI repository, Wanted wanted) {
    URI base = URI.create(repository.toString().replaceFirst("/*$", "/"));
    Map<String, Map<?, ?>> entries = entries(index(base.resolve("index.yaml")), wanted.name());
    String version =
        Versions.newest(entries.keySet(), wanted.version())
            .orElseThrow(
                () ->
                    ChartSourceException.refused(
                        "the repository has no version '%s' of it; it has %s"
                            .formatted(wanted.version(), some(entries))));
    Map<?, ?> entry = entries.get(version);
    return download(base, wanted, entry == null ? Map.of() : entry);
  }

  private static String some(Map<String, Map<?, ?>> entries) {
    return entries.isEmpty()
        ? "none at all"
        : String.join(", ", entries.keySet().stream().sorted().limit(10).toList());
  }

  private Map<String, @Nullable Object> index(URI address) {
    Optional<Index> before = known.index(address);
    Map<String, String> headers = new HashMap<>(downloads.basic(address));
    before.ifPresent(index -> headers.put("If-None-Match", index.tag()));
    Answer answer = downloads.get(address, headers, INDEX_BYTES);
    if (answer.status() == 304 && before.isPresent()) {
      return before.get().content();
    }
    if (!answer.isFine()) {
      throw Downloads.refusal(answer);
    }
    Map<String, @Nullable Object> content = parsed(address, answer.body());
    answer.header("ETag").ifPresent(tag -> known.keep(address, new Index(tag, content)));
    return content;
  }

  private static Map<String, @Nullable Object> parsed(URI address, byte[] body) {
    try {
      return ChartYaml.map(RemoteCharts.shown(address), body, "no index of charts");
    } catch (UnrenderableException e) {
      throw ChartSourceException.unreachable(
          "'%s' is %s".formatted(RemoteCharts.shown(address), e.getMessage()), e);
    }
  }

  private static Map<String, Map<?, ?>> entries(Map<String, @Nullable Object> index, String name) {
    Map<String, Map<?, ?>> entries = new HashMap<>();
    if (index.get("entries") instanceof Map<?, ?> all && all.get(name) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> entry && entry.get("version") instanceof String version) {
          entries.putIfAbsent(version, entry);
        }
      }
    }
    return entries;
  }

  private byte[] download(URI base, Wanted wanted, Map<?, ?> entry) {
    Optional<Digest> promised = digest(entry);
    Optional<byte[]> before = promised.flatMap(known::chart);
    if (before.isPresent()) {
      return before.get();
    }
    List<URI> addresses = addresses(base, entry);
    if (addresses.isEmpty()) {
      throw ChartSourceException.refused("the index names no address for it");
    }
    URI address = addresses.get(0);
    Map<String, String> headers =
        RemoteCharts.host(address).equals(RemoteCharts.host(base))
            ? downloads.basic(base)
            : downloads.basic(address);
    Answer answer = downloads.get(address, headers, CHART_BYTES);
    if (!answer.isFine()) {
      throw Downloads.refusal(answer);
    }
    Digest is = Digest.of(answer.body());
    if (promised.isPresent() && !promised.get().equals(is)) {
      throw ChartSourceException.refused(
          "'%s' has the digest %s, and the index promises %s: '%s' may have been tampered with"
              .formatted(RemoteCharts.shown(address), is, promised.get(), wanted.name()));
    }
    known.keep(is, answer.body());
    return answer.body();
  }

  private static Optional<Digest> digest(Map<?, ?> entry) {
    return entry.get("digest") instanceof String text
        ? Optional.of(text.replaceFirst("^sha256:", ""))
            .filter(HttpRepository::isDigest)
            .map(Digest::new)
        : Optional.empty();
  }

  static boolean isDigest(String hex) {
    return hex.matches("[0-9a-f]{64}");
  }

  private static List<URI> addresses(URI base, Map<?, ?> entry) {
    List<URI> addresses = new ArrayList<>();
    if (entry.get("urls") instanceof List<?> urls) {
      for (Object url : urls) {
        try {
          addresses.add(base.resolve(String.valueOf(url)));
        } catch (IllegalArgumentException e) {
          throw ChartSourceException.refused(
              "the index names '%s', which is no address".formatted(url));
        }
      }
    }
    return addresses;
  }
}
