package io.gitops4j.core.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.gitops4j.core.diff.ResourceDiff.Sides;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Differences as unified diffs of YAML, with three lines of context and a header for each object.
 * Shown are the fields that are stated or ours, and those that would change; what the server writes
 * by itself, and defaults that nobody states, are left out. Values of Secrets are masked.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DiffText {
  private static final int CONTEXT_LINES = 3;
  private static final String NOTHING = "/dev/null";

  private final Redactor redactor;
  private final String live;
  private final String desired;

  private DiffText(Redactor redactor, String live, String desired) {
    this.redactor = redactor;
    this.live = live;
    this.desired = desired;
  }

  /** With {@code live} and {@code desired} as labels of the two sides. */
  public static DiffText masking(Redactor redactor) {
    return new DiffText(redactor, "live", "desired");
  }

  /**
   * With other labels, such as revisions: {@code --- live 14afbac apps/Deployment
   * guestbook/frontend}.
   */
  public DiffText withLabels(String liveLabel, String desiredLabel) {
    return new DiffText(redactor, oneLine(liveLabel), oneLine(desiredLabel));
  }

  private static String oneLine(String label) {
    return label.replaceAll("\\R", " ");
  }

  /**
   * All that makes an application out of sync: what would be created, changed and pruned, and what
   * would be refused.
   *
   * @return lines that end with a line break each; empty if and only if the application is synced
   *     as far as can be told
   */
  public String of(Comparison comparison) {
    return comparison.differences().stream().map(this::of).collect(Collectors.joining());
  }

  /**
   * One object.
   *
   * @return lines that end with a line break each; empty if nothing would change
   */
  public String of(ResourceDiff diff) {
    if (diff.verdict() == Verdict.SYNCED || diff.verdict() == Verdict.OWNERSHIP_ONLY) {
      return "";
    }
    List<String> lines = new ArrayList<>(header(diff));
    if (diff.verdict() == Verdict.REJECTED) {
      diff.why().lines().forEach(line -> lines.add("# rejected: " + line));
    }
    List<String> hunks = hunks(diff);
    lines.addAll(hunks);
    if (hunks.isEmpty()) {
      // A change that the text does not show, such as one between two masks, is said in words.
      diff.changes().forEach(change -> lines.add("# " + change));
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private List<String> header(ResourceDiff diff) {
    boolean appears = diff.live().isEmpty();
    boolean goes = diff.intent().isEmpty();
    return List.of(
        "--- " + (appears ? NOTHING : live + " " + diff.key()),
        "+++ " + (goes ? NOTHING : desired + " " + diff.key()));
  }

  private List<String> hunks(ResourceDiff diff) {
    if (diff.changes().isEmpty()) {
      return List.of();
    }
    Sides sides = diff.sides();
    List<MapValue> shown =
        ShownFields.of(
            sides,
            masked(diff.key(), sides.live() == null ? null : sides.live().content()),
            masked(diff.key(), sides.predicted() == null ? null : sides.predicted().content()));
    List<String> before = ShownFields.lines(shown.get(0));
    List<String> after = ShownFields.lines(shown.get(1));
    List<String> unified =
        UnifiedDiffUtils.generateUnifiedDiff(
            "", "", before, DiffUtils.diff(before, after), CONTEXT_LINES);
    // The first two lines are the library's header.
    return unified.isEmpty() ? List.of() : unified.subList(2, unified.size());
  }

  private MapValue masked(ResourceKey key, @Nullable MapValue content) {
    return content == null ? MapValue.EMPTY : redactor.redacted(key, content);
  }
}
