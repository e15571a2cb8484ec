package io.gitops4j.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.source.SourceException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedTreeTest {
  private static final Revision REVISION = new Revision("14afbac".repeat(5) + "00000");

  private final LinkedTree tree =
      tree(
          Map.ofEntries(
              Map.entry("README.md", "hello"),
              Map.entry("charts/guestbook/values.yaml", "tag: 0.1"),
              Map.entry("charts/guestbook/templates/a.yaml", "a"),
              Map.entry("charts/guestbook/common", "-> ../../shared"),
              Map.entry("shared/c.yaml", "c"),
              Map.entry("shared/up.md", "-> ../README.md"),
              Map.entry("current", "-> ./charts//guestbook/"),
              Map.entry("latest", "-> current"),
              Map.entry("dangling/a", "-> ../nowhere/at/all"),
              Map.entry("out/a", "-> ../../etc/passwd"),
              Map.entry("abs/a", "-> /etc/passwd"),
              Map.entry("loop/a", "-> b"),
              Map.entry("loop/b", "-> a"),
              Map.entry("around/self", "-> ."),
              Map.entry("around/top", "-> .."),
              Map.entry("around/file", "f"),
              Map.entry("lib", "submodule")));

  @ParameterizedTest
  @CsvSource({
    "README.md, hello",
    "charts/guestbook/values.yaml, tag: 0.1",
    "./charts//guestbook/values.yaml/, tag: 0.1",
    "charts/guestbook/../guestbook/values.yaml, tag: 0.1",
    "not/there/../../README.md, hello",
    "current/values.yaml, tag: 0.1",
    "latest/values.yaml, tag: 0.1",
    "latest/common/c.yaml, c",
    "latest/common/up.md, hello",
  })
  void readsThroughPathsAndLinks(String path, String content) {
    assertThat(tree.read(path)).asString(StandardCharsets.UTF_8).isEqualTo(content);
  }

  @Test
  void tellsWhereAFileReallyStands() {
    assertThat(tree.realPath("latest/common/up.md")).hasValue("README.md");
    assertThat(tree.realPath("latest")).hasValue("charts/guestbook");
    assertThat(tree.realPath("latest/nothing")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../x",
        "charts/../../x",
        "/etc/passwd",
        "/",
        "out/a",
        "abs/a",
        "loop/a",
        "loop/b/c"
      })
  void refusesWhatLeadsOutOfTheTreeOrInCircles(String path) {
    assertThatThrownBy(() -> tree.entry(path)).satisfies(e -> hasReason(e, Reason.ESCAPING_PATH));
    assertThatThrownBy(() -> tree.read(path)).satisfies(e -> hasReason(e, Reason.ESCAPING_PATH));
    assertThatThrownBy(() -> tree.list(path))
        .satisfies(e -> hasReason(e, Reason.ESCAPING_PATH))
        .hasMessageContaining("'" + path + "'")
        .hasMessageContaining("14afbac");
  }

  @Test
  void aFolderWithALinkThatLeadsOutIsNotListedAsIfItWereNotThere() {
    assertThatThrownBy(() -> tree.list("out"))
        .satisfies(e -> hasReason(e, Reason.ESCAPING_PATH))
        .hasMessageContaining("out/a");
  }

  @Test
  void listsLinksAsWhatTheyLeadTo() {
    assertThat(tree.list("current"))
        .extracting(TreeEntry::path, TreeEntry::isFolder)
        .containsExactly(
            tuple("current/common", true),
            tuple("current/templates", true),
            tuple("current/values.yaml", false));
    assertThat(tree.entry("current").map(TreeEntry::id))
        .isEqualTo(tree.entry("charts/guestbook").map(TreeEntry::id));
  }

  @Test
  void leavesSubmodulesOutOfLists() {
    assertThat(tree.list(""))
        .extracting(TreeEntry::name)
        .containsExactly(
            "README.md",
            "abs",
            "around",
            "charts",
            "current",
            "dangling",
            "latest",
            "loop",
            "out",
            "shared");
    assertThat(tree.entry("lib")).isEmpty();
  }

  @Test
  void aLinkToNothingIsNotLeftOutInSilence() {
    assertThat(tree.entry("dangling/a")).isEmpty();
    assertThatThrownBy(() -> tree.list("dangling"))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MISSING_PATH))
        .hasMessageContaining("'dangling/a'");
  }

  @Test
  void leavesLinksToASurroundingFolderOutSoThatAWalkEnds() {
    assertThat(tree.list("around")).extracting(TreeEntry::name).containsExactly("file");
    assertThat(tree.entry("around/top/README.md")).isPresent();
  }

  @Test
  void aWalkThroughLinksBetweenTwoFoldersEnds() {
    LinkedTree crossed =
        tree(Map.of("a/file", "1", "a/to", "-> ../b", "b/file", "2", "b/back", "-> ../a"));

    assertThat(walk(crossed, ""))
        .containsExactlyInAnyOrder("a/file", "a/to/file", "b/file", "b/back/file");
  }

  private static List<String> walk(SourceTree tree, String folder) {
    List<String> files = new ArrayList<>();
    for (TreeEntry entry : tree.list(folder)) {
      files.addAll(entry.isFolder() ? walk(tree, entry.path()) : List.of(entry.path()));
    }
    return files;
  }

  @Test
  void sortsByCodePoint() {
    LinkedTree names =
        tree(Map.of("b", "", "a/x", "", "a.b", "", "\uFF5E", "", "\uD83D\uDE00", ""));

    assertThat(names.list(""))
        .extracting(TreeEntry::name)
        .containsExactly("a", "a.b", "b", "\uFF5E", "\uD83D\uDE00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "charts/gustbook/values.yaml ; folder 'charts' holds guestbook/",
        "charts/guestbook/value.yaml ; holds common (a link), templates/, values.yaml",
        "README.md/x ; 'README.md' is a file",
        "nothing ; the root folder holds README.md",
        "charts ; it is a folder",
        "lib/x ; lib (a submodule",
      })
  void aMissingFileNamesWhatIsThere(String path, String hint) {
    assertThatThrownBy(() -> tree.read(path))
        .satisfies(e -> hasReason(e, Reason.MISSING_PATH))
        .hasMessageContaining("no file '" + path + "'")
        .hasMessageContaining(hint);
    assertThatThrownBy(() -> tree.list("README.md"))
        .satisfies(e -> hasReason(e, Reason.MISSING_PATH))
        .hasMessageContaining("it is a file");
  }

  @Test
  void aTraceHoldsWhileWhatWasReadAndMissedIsTheSame() {
    TracingTree traced = new TracingTree(tree(Map.of("app/a", "1", "app/b", "2", "other", "3")));
    traced.read("app/a");
    assertThat(traced.entry("app/c")).isEmpty();
    ReadTrace trace = traced.trace();

    assertThat(trace.entries()).containsEntry("app/c", ReadTrace.MISSING).hasSize(2);
    assertThat(trace.stillHolds(tree(Map.of("app/a", "1", "app/b", "9", "new", "3")))).isTrue();
    assertThat(trace.stillHolds(tree(Map.of("app/a", "9", "app/b", "2")))).isFalse();
    assertThat(trace.stillHolds(tree(Map.of("app/a", "1", "app/c", "2")))).isFalse();
  }

  @Test
  void aTraceOfAListingEndsWithAnyChangeBelowIt() {
    TracingTree traced =
        new TracingTree(tree(Map.of("app/a", "1", "app/l", "-> ../c", "c", "2", "x", "2")));
    traced.list("app");
    ReadTrace trace = traced.trace();

    assertThat(trace.stillHolds(tree(Map.of("app/a", "1", "app/l", "-> ../c", "c", "2", "x", "9"))))
        .isTrue();
    assertThat(trace.stillHolds(tree(Map.of("app/a", "2", "app/l", "-> ../c", "c", "2"))))
        .isFalse();
    // The folder has the same id, but its link leads to something else now, or to nothing.
    assertThat(trace.stillHolds(tree(Map.of("app/a", "1", "app/l", "-> ../c", "c", "9"))))
        .isFalse();
    assertThat(trace.stillHolds(tree(Map.of("app/a", "1", "app/l", "-> ../c")))).isFalse();
    assertThat(trace.stillHolds(tree(Map.of("x", "2")))).isFalse();
  }

  @Test
  void aTraceRemembersFailures() {
    TracingTree traced = new TracingTree(tree);
    assertThatThrownBy(() -> traced.read("out/a")).isInstanceOf(SourceException.class);
    assertThatThrownBy(() -> traced.list("nowhere")).isInstanceOf(SourceException.class);

    assertThat(traced.trace().stillHolds(tree)).isTrue();
    assertThat(traced.trace().stillHolds(tree(Map.of("out/a", "fine")))).isFalse();
    assertThat(traced.trace().stillHolds(tree(Map.of("nowhere/a", "1", "out/a", "-> ../../x"))))
        .isFalse();
  }

  private static void hasReason(Throwable e, Reason reason) {
    assertThat(e).isInstanceOfSatisfying(SourceException.class, s -> hasReason(s, reason));
  }

  private static void hasReason(SourceException e, Reason reason) {
    assertThat(e.reason()).isEqualTo(reason);
  }

  /** Files by path; {@code -> target} is a link. */
  private static LinkedTree tree(Map<String, String> files) {
    Objects objects = new Objects();
    String root = objects.folder(new TreeMap<>(files));
    return new LinkedTree(objects.rootedAt(root));
  }

  private static final class Objects implements TreeObjects {
    private final Map<String, List<TreeObject>> folders = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private Optional<String> root = Optional.empty();

    Objects rootedAt(String id) {
      root = Optional.of(id);
      return this;
    }

    String folder(Map<String, String> content) {
      Map<String, TreeObject> children = new TreeMap<>();
      for (String path : content.keySet()) {
        String name = path.replaceFirst("/.*", "");
        children.computeIfAbsent(name, added -> child(added, path, content));
      }
      String id = Digest.of(children.toString()).hex();
      folders.put(id, List.copyOf(children.values()));
      return id;
    }

    private TreeObject child(String name, String path, Map<String, String> content) {
      if (!name.equals(path)) {
        Map<String, String> below = new TreeMap<>();
        content.forEach(
            (each, text) -> {
              if (each.startsWith(name + "/")) {
                below.put(each.substring(name.length() + 1), text);
              }
            });
        return new TreeObject(name, Kind.FOLDER, folder(below));
      }
      String text = content.getOrDefault(path, "");
      boolean link = text.startsWith("-> ");
      byte[] bytes = (link ? text.substring(3) : text).getBytes(StandardCharsets.UTF_8);
      String id = Digest.of(bytes).hex();
      files.put(id, bytes);
      Kind file = text.equals("submodule") ? Kind.SUBMODULE : Kind.FILE;
      return new TreeObject(name, link ? Kind.LINK : file, id);
    }

    @Override
    public Revision revision() {
      return REVISION;
    }

    @Override
    public String root() {
      return root.orElseThrow();
    }

    @Override
    public List<TreeObject> children(String folderId) {
      return folders.getOrDefault(folderId, List.of());
    }

    @Override
    public byte[] content(String fileId) {
      return files.getOrDefault(fileId, new byte[0]);
    }

    @Override
    public long size(String fileId) {
      return content(fileId).length;
    }
  }
}
