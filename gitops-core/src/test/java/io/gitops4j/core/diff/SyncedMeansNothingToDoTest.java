package io.gitops4j.core.diff;

import static io.gitops4j.core.diff.Guestbook.compare;
import static io.gitops4j.core.diff.Guestbook.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.StoredForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise that everything hangs on, over a day of random commits. */
class SyncedMeansNothingToDoTest {
  private static final DiffText TEXT = DiffText.masking(Redactor.withKey(new byte[] {1}));

  private final List<Manifest> first = Guestbook.manifests(text("frontend.yaml"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void afterEachApplyOfAnyCommit(long seed) {
    Random random = new Random(seed);
    LiveState live = Guestbook.live(text("frontend-live.yaml"));
    for (int commit = 0; commit < 40; commit++) {
      Intents intents =
          Intents.of(
              first.stream().map(m -> m.withContent(edited(m.content(), random))).toList(),
              Guestbook.CONTEXT);

      Comparison before = compare(intents, live);
      live = applied(intents, live);
      Comparison after = compare(intents, live);

      assertThat(after.status())
          .as(TEXT.of(after) + after.resources())
          .isEqualTo(SyncStatus.SYNCED);
      assertThat(after.resources()).allMatch(diff -> diff.verdict() == Verdict.SYNCED);
      assertThat(TEXT.of(after)).isEmpty();
      assertConsistent(before, live);
    }
  }

  /**
   * The diff is the change: what was predicted is what came, and there is no status without one.
   */
  private static void assertConsistent(Comparison before, LiveState after) {
    for (ResourceDiff diff : before.resources()) {
      MapValue came = Noise.removedFrom(after.get(diff.key()).orElseThrow().content());

      assertThat(Noise.removedFrom(diff.predicted().orElseThrow().content())).isEqualTo(came);
      assertThat(diff.changes().isEmpty()).isEqualTo(diff.verdict() != Verdict.CHANGED);
      assertThat(TEXT.of(diff).isEmpty()).isEqualTo(diff.changes().isEmpty());
    }
  }

  private static LiveState applied(Intents intents, LiveState live) {
    List<LiveResource> objects = new ArrayList<>();
    for (Intent intent : intents.all()) {
      LiveResource applied = Applied.over(live.get(intent.key()).orElseThrow(), intent);
      MapValue stored =
          StoredForm.of(
              live.get(intent.key()).orElseThrow().content(),
              applied.content(),
              intent.manifest().kind());
      objects.add(LiveResource.of(applied.manifest().withContent(stored)));
    }
    return LiveState.of(objects);
  }

  /** Drops, adds and changes fields below {@code spec} and the labels. */
  private static MapValue edited(MapValue document, Random random) {
    return document
        .with("spec", edit(document.mapAt("spec"), random))
        .with(
            "metadata",
            document
                .mapAt("metadata")
                .with("labels", edit(document.mapAt("metadata", "labels"), random)));
  }

  private static Value edit(Value value, Random random) {
    if (value instanceof MapValue map) {
      Map<String, Value> entries = new LinkedHashMap<>();
      map.entries()
          .forEach(
              (key, entry) -> {
                if (isIdentity(key)) {
                  entries.put(key, entry);
                } else if (random.nextInt(12) > 0) {
                  entries.put(key, edit(entry, random));
                }
              });
      return new MapValue(entries);
    }
    if (value instanceof ListValue list) {
      return new ListValue(list.items().stream().map(item -> edit(item, random)).toList());
    }
    boolean change = value.asText().isPresent() && random.nextInt(8) == 0;
    return change ? Scalar.of("v" + random.nextInt(3)) : value;
  }

  /** Without these a list item could not be told from others. */
  private static boolean isIdentity(String key) {
    return List.of("name", "port", "containerPort", "containers", "template").contains(key);
  }
}
