package io.gitops4j.examples.guestbook;

import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.health.ResourceTree;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.reconcile.Condition;
import io.gitops4j.core.reconcile.ResourceRow;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.sync.ResourceResult;
import io.gitops4j.core.sync.SyncResult;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints what happens, as a person would want to read it. */
final class Narrator {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final PrintStream out;
  private final boolean colours;

  Narrator(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  void chapter(String title) {
    out.println();
    out.println(
        paint(Colour.BOLD, "=== " + title + " " + "=".repeat(Math.max(3, 90 - title.length()))));
  }

  void tell(String sentence) {
    out.println();
    out.println(paint(Colour.CYAN, "» " + sentence));
  }

  void line(String text) {
    out.println("  " + text);
  }

  void status(ApplicationStatus status) {
    out.println();
    out.println(
        "  "
            + paint(Colour.BOLD, status.application().value())
            + "  "
            + word(status.sync())
            + "  "
            + word(status.health())
            + heldNote(status));
    out.printf(
        "    %-12s %-9s %s%n", "Git", revision(status.sync().git()), status.sync().selector());
    out.printf("    %-12s %-9s %s%n", "live", revision(status.sync().live()), deployed(status));
    rows(status.resources());
    status.conditions().forEach(this::condition);
  }

  private String heldNote(ApplicationStatus status) {
    return status.hold().isPresent() ? "  " + paint(Colour.YELLOW, "held") : "";
  }

  private static String deployed(ApplicationStatus status) {
    return status
        .deployed()
        .current()
        .map(
            current ->
                "deployment #"
                    + current.id()
                    + (status.deployed().isAsDeployed() ? ", as deployed" : ", changed since"))
        .orElse("nothing deployed yet");
  }

  void rows(List<ResourceRow> rows) {
    List<ResourceKey> keys = rows.stream().map(ResourceRow::key).toList();
    rows.forEach(row -> out.println("    " + row(row, named(row.key(), keys))));
  }

  private String row(ResourceRow row, String named) {
    String sync =
        row.sync() == SyncStatus.SYNCED
            ? paint(Colour.GREEN, "Synced    ")
            : paint(Colour.YELLOW, "OutOfSync ");
    String health = row.health().map(known -> known.status().label()).orElse("");
    String rollout = row.rollout().map(number -> "rev:" + number).orElse("");
    return "%s %s %-12s %s".formatted(named, sync, health, rollout).stripTrailing();
  }

  /** Kind and name, in columns that are wide enough for all objects of the table. */
  private static String named(ResourceKey key, List<ResourceKey> table) {
    int kind = width(12, table.stream().map(ResourceKey::kind));
    int place = width(34, table.stream().map(Narrator::place));
    return ("%-" + kind + "s %-" + place + "s").formatted(key.kind(), place(key));
  }

  private static int width(int least, Stream<String> values) {
    return values.mapToInt(String::length).reduce(least, Math::max);
  }

  private static String place(ResourceKey key) {
    return key.namespace().isEmpty() ? key.name() : key.namespace() + "/" + key.name();
  }

  private void condition(Condition condition) {
    line(paint(condition.isError() ? Colour.RED : Colour.YELLOW, "  ! " + condition.message()));
  }

  void tree(ResourceTree tree) {
    out.println();
    tree.render().lines().forEach(text -> out.println("    " + text));
  }

  void diff(String diff) {
    out.println();
    diff.lines().forEach(text -> out.println("    " + paint(colourOf(text), text)));
  }

  private static Colour colourOf(String line) {
    if (line.startsWith("---") || line.startsWith("+++")) {
      return Colour.BOLD;
    }
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '-' -> Colour.RED;
      case '+' -> Colour.GREEN;
      case '@' -> Colour.CYAN;
      default -> Colour.NONE;
    };
  }

  void result(SyncResult result) {
    List<ResourceResult> failed =
        result.resources().stream().filter(ResourceResult::isFailure).toList();
    List<ResourceKey> keys = failed.stream().map(ResourceResult::key).toList();
    failed.forEach(
        each ->
            out.println(
                "    "
                    + named(each.key(), keys)
                    + " "
                    + paint(Colour.RED, each.message().replace("\n", "\n      "))));
    line(
        "%s: %s"
            .formatted(
                paint(result.isSuccess() ? Colour.GREEN : Colour.RED, result.outcome().toString()),
                result.message()));
  }

  void history(String application, List<Deployment> deployments) {
    out.println();
    out.println("  " + paint(Colour.BOLD, "history of " + application));
    out.printf(
        "    %-4s %-9s %-20s %-12s %-10s %-9s %s%n",
        "id", "commit", "deployed at (UTC)", "cause", "by", "", "message");
    for (int i = 0; i < deployments.size(); i++) {
      out.println("    " + entry(deployments.get(i), i));
    }
  }

  private static String entry(Deployment entry, int position) {
    String place = position == 0 ? "current" : position == 1 ? "previous" : "";
    String review =
        entry
            .review()
            .map(
                seen ->
                    " (" + seen.pullRequest() + ", reviewed by " + names(seen.reviewers()) + ")")
            .orElse("");
    return "%-4s %-9s %-20s %-12s %-10s %-9s %s"
        .formatted(
            entry.id(),
            entry.revision().abbreviated(),
            TIME.format(entry.deployedAt()),
            entry.cause().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            entry.initiator().name(),
            place,
            entry.commit().summary() + review);
  }

  private static String names(List<Person> people) {
    return people.stream().map(Person::name).collect(Collectors.joining(", "));
  }

  private String word(ApplicationStatus.Sync sync) {
    return switch (sync.status()) {
      case SYNCED -> paint(Colour.GREEN, "Synced");
      case OUT_OF_SYNC -> paint(Colour.YELLOW, "OutOfSync");
      case UNKNOWN -> paint(Colour.RED, "Unknown");
    };
  }

  private String word(Health health) {
    return switch (health.status()) {
      case HEALTHY -> paint(Colour.GREEN, health.status().label());
      case DEGRADED, UNKNOWN -> paint(Colour.RED, health.status().label());
      default -> paint(Colour.YELLOW, health.status().label());
    };
  }

  private static String revision(Optional<Revision> revision) {
    return revision.map(Revision::abbreviated).orElse("none");
  }

  private String paint(Colour colour, String text) {
    return colours && colour != Colour.NONE ? colour.code + text + "\u001b[0m" : text;
  }

  private enum Colour {
    NONE(""),
    BOLD("\u001b[1m"),
    RED("\u001b[31m"),
    GREEN("\u001b[32m"),
    YELLOW("\u001b[33m"),
    CYAN("\u001b[36m");

    private final String code;

    Colour(String code) {
      this.code = code;
    }
  }
}
