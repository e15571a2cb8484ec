package io.gitops4j.core.source;

import io.gitops4j.core.source.LinkedTree.Located;
import io.gitops4j.core.source.SourceException.Reason;
import io.gitops4j.core.source.TreeObjects.Kind;
import io.gitops4j.core.source.TreeObjects.TreeObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks a path through the objects of a commit, link by link. */
final class LinkResolver {
  // As many as Linux follows; more is a loop or a trap.
  private static final int LINKS_FOLLOWED = 40;
  private static final int LONGEST_TARGET = 4096;

  private final TreeObjects objects;

  LinkResolver(TreeObjects objects) {
    this.objects = objects;
  }

  /** The path without {@code .}, {@code ..} and doubled slashes, settled in the text. */
  String clean(String path) {
    if (path.startsWith("/")) {
      throw escaping(path, "a path starts at the root of the repository, without '/'");
    }
    List<String> names = new ArrayList<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        if (names.isEmpty()) {
          throw escaping(path, "it leads out of the repository");
        }
        names.remove(names.size() - 1);
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return String.join("/", names);
  }

  /** What a clean path leads to, all links followed; empty if there is nothing. */
  Optional<Located> resolve(String path) {
    Walk walk = new Walk(path);
    walk.push(path);
    while (!walk.ahead.isEmpty()) {
      if (!walk.step()) {
        return Optional.empty();
      }
    }
    return Optional.of(walk.here());
  }

  private SourceException escaping(String path, String why) {
    return new SourceException(
        Reason.ESCAPING_PATH,
        "commit %s: '%s' can't be read: %s".formatted(objects.revision().abbreviated(), path, why));
  }

  /** One walk: the folders gone through, and the names still ahead. */
  private final class Walk {
    private final String asked;
    private final Deque<String> ahead = new ArrayDeque<>();
    private final List<TreeObject> trail = new ArrayList<>();
    private int links;

    Walk(String asked) {
      this.asked = asked;
      trail.add(new TreeObject("", Kind.FOLDER, objects.root()));
    }

    void push(String path) {
      String[] names = path.split("/", -1);
      for (int i = names.length - 1; i >= 0; i--) {
        if (!names[i].isEmpty() && !names[i].equals(".")) {
          ahead.push(names[i]);
        }
      }
    }

    boolean step() {
      TreeObject last = trail.get(trail.size() - 1);
      String name = ahead.pop();
      if (last.kind() != Kind.FOLDER) {
        return false;
      }
      if (name.equals("..")) {
        if (trail.size() == 1) {
          throw escaping(asked, "a link on its way leads out of the repository");
        }
        trail.remove(trail.size() - 1);
        return true;
      }
      TreeObject next = child(last.id(), name);
      if (next == null) {
        return false;
      }
      if (next.kind() == Kind.LINK) {
        follow(next);
      } else {
        trail.add(next);
      }
      return true;
    }

    private void follow(TreeObject link) {
      links++;
      if (links > LINKS_FOLLOWED) {
        throw escaping(asked, "its links lead in circles, or through more than " + LINKS_FOLLOWED);
      }
      if (objects.size(link.id()) > LONGEST_TARGET) {
        throw escaping(asked, "the target of link '" + link.name() + "' is too long for a path");
      }
      String target = new String(objects.content(link.id()), StandardCharsets.UTF_8);
      if (target.startsWith("/")) {
        throw escaping(
            asked, "link '%s' leads out of the repository to '%s'".formatted(link.name(), target));
      }
      push(target);
    }

    Located here() {
      String path =
          String.join("/", trail.subList(1, trail.size()).stream().map(TreeObject::name).toList());
      return new Located(path, trail.get(trail.size() - 1));
    }
  }

  private @Nullable TreeObject child(String folderId, String name) {
    for (TreeObject child : objects.children(folderId)) {
      if (child.name().equals(name)) {
        return child;
      }
    }
    return null;
  }
}
