package io.gitops4j.testkit.git;

import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.GitWriter.Signature;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.Revision;
import io.gitops4j.testkit.git.ObjectStore.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** The commits of a repository and how they follow each other. Thread-safe; commits only arrive. */
final class History {
  private final ObjectStore store;
  private final Map<Revision, Stored> commits = new ConcurrentSkipListMap<>();

  History(ObjectStore store) {
    this.store = store;
  }

  /** A commit and its tree. */
  record Stored(Commit commit, String tree) {}

  Revision add(String tree, List<Revision> parents, Signature signature) {
    Instant time = Instant.ofEpochSecond(signature.time().getEpochSecond());
    String message = signature.message().replaceFirst("\\n*$", "");
    Person author = signature.author();
    String person =
        "%s <%s> %d +0000"
            .formatted(plain(author.name()), plain(author.email()), time.getEpochSecond());
    StringBuilder text = new StringBuilder("tree " + tree + "\n");
    parents.forEach(parent -> text.append("parent ").append(parent).append('\n'));
    text.append("author ").append(person).append("\ncommitter ").append(person);
    text.append("\n\n").append(message).append('\n');
    Revision revision =
        new Revision(store.put(Kind.COMMIT, text.toString().getBytes(StandardCharsets.UTF_8)));
    commits.put(revision, new Stored(new Commit(revision, author, message, time, parents), tree));
    return revision;
  }

  void addAll(History other) {
    commits.putAll(other.commits);
  }

  // Git drops what would end a name or an address in its text.
  private static String plain(String text) {
    return text.replaceAll("[<>\\n]", "").strip();
  }

  Optional<Stored> find(Revision revision) {
    return Optional.ofNullable(commits.get(revision));
  }

  Stored get(Revision revision) {
    return find(revision)
        .orElseThrow(() -> new IllegalArgumentException("no commit '" + revision + "'"));
  }

  FileTree files(Revision revision) {
    return FileTree.read(store, get(revision).tree());
  }

  List<Revision> startingWith(String prefix) {
    return commits.keySet().stream().filter(each -> each.sha().startsWith(prefix)).toList();
  }

  /** The commit itself and all that it follows. */
  Set<Revision> reachableFrom(Revision revision) {
    Set<Revision> seen = new LinkedHashSet<>();
    Deque<Revision> ahead = new ArrayDeque<>(List.of(revision));
    while (!ahead.isEmpty()) {
      Revision next = ahead.pop();
      if (seen.add(next)) {
        ahead.addAll(get(next).commit().parents());
      }
    }
    return seen;
  }

  /** The newest of the best common ancestors; none for histories that never met. */
  Optional<Revision> mergeBase(Revision left, Revision right) {
    Set<Revision> common = reachableFrom(left);
    common.retainAll(reachableFrom(right));
    Set<Revision> behind = new LinkedHashSet<>();
    common.forEach(
        each -> get(each).commit().parents().forEach(p -> behind.addAll(reachableFrom(p))));
    return common.stream()
        .filter(each -> !behind.contains(each))
        .max(
            Comparator.comparing((Revision each) -> get(each).commit().time())
                .thenComparing(each -> each));
  }
}
