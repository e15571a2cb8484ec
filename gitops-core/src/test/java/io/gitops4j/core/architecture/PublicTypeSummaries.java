package io.gitops4j.core.architecture;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads sources for public types that say nothing about themselves. */
final class PublicTypeSummaries extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final DocTrees docs;
  private final List<String> missing = new ArrayList<>();

  private PublicTypeSummaries(DocTrees docs) {
    this.docs = docs;
  }

  static List<String> missingIn(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      PublicTypeSummaries summaries = new PublicTypeSummaries(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        summaries.scan(unit, null);
      }
      return List.copyOf(summaries.missing);
    }
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
    // Inside of a type that is not public nothing is.
    if (!isPublic(type)) {
      return null;
    }
    DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
    if (comment == null
        || comment.getFirstSentence().isEmpty()
        || (isTopLevel() && !saysSince(comment))) {
      missing.add(
          getCurrentPath().getCompilationUnit().getPackageName() + "." + type.getSimpleName());
    }
    return super.visitClass(type, null);
  }

  private boolean isPublic(ClassTree type) {
    if (type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
      return true;
    }
    TreePath parent = getCurrentPath().getParentPath();
    return parent != null && parent.getLeaf().getKind() == Tree.Kind.INTERFACE;
  }

  private boolean isTopLevel() {
    TreePath parent = getCurrentPath().getParentPath();
    return parent != null && parent.getLeaf() instanceof CompilationUnitTree;
  }

  private static boolean saysSince(DocCommentTree comment) {
    return comment.getBlockTags().stream().anyMatch(tag -> tag.getKind() == DocTree.Kind.SINCE);
  }
}
