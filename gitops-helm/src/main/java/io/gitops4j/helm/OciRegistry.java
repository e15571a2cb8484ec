package io.gitops4j.helm;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.helm.ChartSource.Wanted;
import io.gitops4j.helm.Downloads.Answer;
import io.gitops4j.helm.chart.JsonText;
import io.gitops4j.helm.chart.Versions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry that holds charts as OCI artifacts. */
final class OciRegistry {
  private static final long TEXT_BYTES = 4L << 20;
  private static final int MOST_PAGES = 100;
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
  private static final Pattern CHALLENGE = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final Pattern NEXT_PAGE = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");

  private final Downloads downloads;
  private final PackedCharts known;
  private final String scheme;
  private Map<String, String> authorization = Map.of();

  OciRegistry(Downloads downloads, PackedCharts known, boolean plain) {
    this.downloads = downloads;
    this.known = known;
    this.scheme = plain ? "http" : "https";
  }

  /**
   * The newest chart in the range.
   *
   * @throws ChartSourceException if there is none, or another one than the manifest promises
   */
  byte[] chart(URI repository, Wanted wanted) {
    String path = repository.getPath() == null ? "" : repository.getPath();
    String name = "%s/%s".formatted(path.replaceFirst("/+$", ""), wanted.name());
    URI base = URI.create("%s://%s/v2%s/".formatted(scheme, repository.getAuthority(), name));
    String tag = Versions.isExact(wanted.version()) ? wanted.version() : newest(base, wanted);
    Map<?, ?> layer = layer(base, tag.replace('+', '_'));
    String digest = String.valueOf(layer.get("digest")).replaceFirst("^sha256:", "");
    if (!HttpRepository.isDigest(digest)) {
      throw ChartSourceException.refused("the manifest names no digest with SHA-256");
    }
    return known.chart(new Digest(digest)).orElseGet(() -> blob(base, new Digest(digest)));
  }

  private byte[] blob(URI base, Digest digest) {
    byte[] blob =
        fine(base.resolve("blobs/sha256:" + digest), Map.of(), HttpRepository.CHART_BYTES).body();
    Digest is = Digest.of(blob);
    if (!is.equals(digest)) {
      throw ChartSourceException.refused(
          "its content has the digest %s, and the manifest promises %s: it may have been tampered with"
              .formatted(is, digest));
    }
    known.keep(digest, blob);
    return blob;
  }

  private String newest(URI base, Wanted wanted) {
    List<String> tags = new ArrayList<>();
    Optional<URI> page = Optional.of(base.resolve("tags/list"));
    for (int number = 0; page.isPresent() && number < MOST_PAGES; number++) {
      Answer answer = fine(page.get(), Map.of(), TEXT_BYTES);
      if (object(answer).get("tags") instanceof List<?> some) {
        some.forEach(tag -> tags.add(String.valueOf(tag).replace('_', '+')));
      }
      URI from = page.get();
      page =
          answer
              .header("Link")
              .map(NEXT_PAGE::matcher)
              .filter(Matcher::find)
              .map(link -> from.resolve(link.group(1)));
    }
    return Versions.newest(tags, wanted.version())
        .orElseThrow(
            () ->
                ChartSourceException.refused(
                    "the registry has no version '%s' of it".formatted(wanted.version())));
  }

  private Map<?, ?> layer(URI base, String tag) {
    Answer manifest =
        fine(base.resolve("manifests/" + tag), Map.of("Accept", MANIFEST), TEXT_BYTES);
    if (object(manifest).get("layers") instanceof List<?> layers) {
      for (Object layer : layers) {
        if (layer instanceof Map<?, ?> map && CHART.equals(map.get("mediaType"))) {
          return map;
        }
      }
    }
    throw ChartSourceException.refused("what the registry has by that name is no chart");
  }

  private Answer fine(URI address, Map<String, String> headers, long limit) {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(authorization);
    Answer answer = downloads.get(address, all, limit);
    if (answer.status() == 401 && authorization.isEmpty()) {
      authorization = authorization(address, answer);
      all.putAll(authorization);
      answer = downloads.get(address, all, limit);
    }
    if (!answer.isFine()) {
      throw Downloads.refusal(answer);
    }
    return answer;
  }

  /** What a registry wants to see after it refused. */
  private Map<String, String> authorization(URI address, Answer refused) {
    String challenge = refused.header("WWW-Authenticate").orElse("");
    if (!challenge.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())) {
      return downloads.basic(address);
    }
    Map<String, String> asked = new HashMap<>();
    CHALLENGE.matcher(challenge).results().forEach(r -> asked.put(r.group(1), r.group(2)));
    String query =
        "?service=%s&scope=%s"
            .formatted(encoded(asked.get("service")), encoded(asked.get("scope")));
    URI realm;
    try {
      realm = URI.create(asked.getOrDefault("realm", "") + query);
    } catch (IllegalArgumentException e) {
      throw ChartSourceException.unreachable("the registry names no address for tokens", e);
    }
    Answer answer = downloads.get(realm, downloads.basic(realm), TEXT_BYTES);
    if (!answer.isFine()) {
      throw Downloads.refusal(answer);
    }
    Map<?, ?> given = object(answer);
    Object token = given.get("token") == null ? given.get("access_token") : given.get("token");
    return Map.of("Authorization", "Bearer " + token);
  }

  private static String encoded(@org.jspecify.annotations.Nullable String text) {
    return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
  }

  private static Map<?, ?> object(Answer answer) {
    try {
      return JsonText.object(answer.text());
    } catch (IllegalArgumentException e) {
      throw ChartSourceException.unreachable(
          "'%s' is no JSON: %s".formatted(RemoteCharts.shown(answer.from()), e.getMessage()), e);
    }
  }
}
