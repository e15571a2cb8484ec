package io.gitops4j.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows is what the compiler has seen. */
class ReadmeTest {
  /** Surefire runs tests in the folder of their module. */
  private static final Path MODULE = Path.of("").toAbsolutePath();

  private static final Path SOURCES = MODULE.resolve("src/main/java");

  @Test
  void showsCodeThatIsCompiled() throws IOException {
    List<CodeBlock> blocks = CodeBlock.of(readme());

    assertThat(blocks).as("marked blocks of Java in README.md").isNotEmpty();
    for (CodeBlock block : blocks) {
      assertThat(block.compiled(SOURCES))
          .as("region '%s' of %s, as README.md shows it", block.region(), block.file())
          .contains(block.code());
    }
  }

  @Test
  void showsNoJavaWithoutMarkerAndNoMarkerWithoutJava() throws IOException {
    String readme = readme();
    int blocks = CodeBlock.of(readme).size();

    assertThat(CodeBlock.fences(readme)).as("blocks of Java in README.md").isEqualTo(blocks);
    assertThat(CodeBlock.markers(readme)).as("'<!-- code:' in README.md").isEqualTo(blocks);
  }

  @Test
  void noticesCodeThatMovedOn(@TempDir Path sources) throws IOException {
    Files.writeString(
        sources.resolve("A.java"),
        """
        class A {
            // region story
            if (x) {
              y();
            }
            // endregion
        }
        """);
    String page =
        """
        <!-- code: A.java#story -->
        ```java
        if (x) {
          %s();
        }
        ```
        """;

    assertThat(CodeBlock.of(page.formatted("y")))
        .singleElement()
        .satisfies(block -> assertThat(block.compiled(sources)).contains(block.code()));
    assertThat(CodeBlock.of(page.formatted("z")))
        .singleElement()
        .satisfies(block -> assertThat(block.compiled(sources)).get().isNotEqualTo(block.code()));
  }

  private static String readme() throws IOException {
    return Files.readString(MODULE.resolveSibling("README.md"));
  }
}
