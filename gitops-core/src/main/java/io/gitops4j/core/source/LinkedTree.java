package io.gitops4j.core.source;

import io.gitops4j.core.source.SourceException.Reason;
import io.gitops4j.core.source.TreeObjects.Kind;
import io.gitops4j.core.source.TreeObjects.TreeObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A {@link SourceTree} on Git objects: reads paths, follows links inside the tree and refuses what
 * leads out of it, the same way for every adapter.
 *
 * <p>{@code .}, {@code ..} and doubled slashes of a path that is asked for are settled in the text,
 * before any link; the target of a link starts at the folder that the link really stands in, as in
 * a file system. Submodules count as absent. Immutable; thread-safe.
 *
 * @since 0.1.0
 */
public final class LinkedTree implements SourceTree {
  private static final int NAMES_SHOWN = 20;
  private static final Comparator<TreeEntry> BY_CODE_POINTS =
      Comparator.comparing(TreeEntry::name, (a, b) -> Arrays.compare(codePoints(a), codePoints(b)));

  private final TreeObjects objects;
  private final LinkResolver resolver;

  /** Reads from these objects when asked. */
  public LinkedTree(TreeObjects objects) {
    this.objects = objects;
    this.resolver = new LinkResolver(objects);
  }

  @Override
  public Revision revision() {
    return objects.revision();
  }

  @Override
  public Optional<TreeEntry> entry(String path) {
    String asked = resolver.clean(path);
    return find(asked).map(found -> entry(asked, found));
  }

  @Override
  public List<TreeEntry> list(String folder) {
    String asked = resolver.clean(folder);
    Located found = find(asked).orElseThrow(() -> missing("folder", asked));
    if (found.object().kind() != Kind.FOLDER) {
      throw missing("folder", asked, "it is a file");
    }
    Set<String> around = foldersAround(asked);
    List<TreeEntry> entries = new ArrayList<>();
    for (TreeObject child : objects.children(found.object().id())) {
      String path = asked.isEmpty() ? child.name() : asked + "/" + child.name();
      if (child.kind() == Kind.LINK) {
        Located target = find(path).orElseThrow(() -> dangling(path));
        if (!around.contains(target.object().id())) {
          entries.add(entry(path, target));
        }
      } else if (child.kind() != Kind.SUBMODULE) {
        entries.add(entry(path, new Located(path, child)));
      }
    }
    entries.sort(BY_CODE_POINTS);
    return List.copyOf(entries);
  }

  @Override
  public byte[] read(String file) {
    String asked = resolver.clean(file);
    Located found = find(asked).orElseThrow(() -> missing("file", asked));
    if (found.object().kind() != Kind.FILE) {
      throw missing("file", asked, "it is a folder");
    }
    return objects.content(found.object().id());
  }

  /**
   * The path under which a file or folder really stands, all links followed; empty if there is
   * nothing.
   *
   * @throws SourceException {@link Reason#ESCAPING_PATH} as for reading
   */
  public Optional<String> realPath(String path) {
    return find(resolver.clean(path)).map(Located::path);
  }

  /** The path as it is looked up: without {@code .}, {@code ..} and doubled slashes. */
  String clean(String path) {
    return resolver.clean(path);
  }

  private Optional<Located> find(String path) {
    return resolver.resolve(path).filter(found -> found.object().kind() != Kind.SUBMODULE);
  }

  /** Not left out: what it should lead to would count as gone from Git. */
  private SourceException dangling(String link) {
    return new SourceException(
        Reason.MISSING_PATH,
        "the link '%s' in commit %s leads to nothing that is there; mend it or remove it"
            .formatted(link, objects.revision().abbreviated()));
  }

  /** The folders that were walked through: a link to one of them would lead in circles. */
  private Set<String> foldersAround(String path) {
    Set<String> ids = new HashSet<>();
    ids.add(objects.root());
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      find(path.substring(0, slash)).ifPresent(found -> ids.add(found.object().id()));
    }
    find(path).ifPresent(found -> ids.add(found.object().id()));
    return ids;
  }

  private TreeEntry entry(String path, Located found) {
    String id = found.object().id();
    return found.object().kind() == Kind.FOLDER
        ? new TreeEntry(path, TreeEntry.Type.FOLDER, id, 0)
        : new TreeEntry(path, TreeEntry.Type.FILE, id, objects.size(id));
  }

  private SourceException missing(String what, String path) {
    String there = path;
    Optional<Located> nearest = Optional.empty();
    while (nearest.isEmpty()) {
      there = there.contains("/") ? there.substring(0, there.lastIndexOf('/')) : "";
      nearest = find(there);
    }
    Located parent = nearest.get();
    String folder = there.isEmpty() ? "the root folder" : "folder '" + there + "'";
    return missing(
        what,
        path,
        parent.object().kind() == Kind.FOLDER
            ? folder + " holds " + names(parent.object().id())
            : "'" + there + "' is a file");
  }

  private SourceException missing(String what, String path, String hint) {
    return new SourceException(
        Reason.MISSING_PATH,
        "commit %s has no %s '%s': %s".formatted(revision().abbreviated(), what, path, hint));
  }

  private String names(String folderId) {
    List<TreeObject> children = objects.children(folderId);
    String shown =
        children.stream()
            .sorted(Comparator.comparing(TreeObject::name))
            .limit(NAMES_SHOWN)
            .map(LinkedTree::shown)
            .collect(Collectors.joining(", "));
    int more = children.size() - NAMES_SHOWN;
    return children.isEmpty() ? "nothing" : more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static String shown(TreeObject child) {
    return switch (child.kind()) {
      case FOLDER -> child.name() + "/";
      case SUBMODULE -> child.name() + " (a submodule, whose content is not here)";
      case LINK -> child.name() + " (a link)";
      case FILE -> child.name();
    };
  }

  private static int[] codePoints(String name) {
    return name.codePoints().toArray();
  }

  /**
   * An object and where it really stands.
   *
   * @param path without links
   */
  record Located(String path, TreeObject object) {}
}
