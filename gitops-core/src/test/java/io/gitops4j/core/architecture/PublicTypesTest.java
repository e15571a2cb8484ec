package io.gitops4j.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A public type is a promise: making one is a line in a list that a reviewer sees, and a sentence
 * about what it is for.
 */
class PublicTypesTest {
  private static final String UPDATE = "gitops4j.update.public-types";

  @Test
  void areThoseOfTheCommittedList() throws IOException {
    Path list = Production.moduleFolder().resolve("public-types.txt");
    List<String> found =
        Production.classes().stream()
            .filter(Production::isPublic)
            .map(type -> type.getName().replace('$', '.'))
            .filter(name -> !name.endsWith(".package-info"))
            .sorted()
            .toList();
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(list, String.join("\n", found) + "\n");
    }

    assertThat(Files.readAllLines(list))
        .as(
            "the public types in %s; if the change is meant, write the list anew and commit it:%n"
                + "  mvn -q -Dquick -pl gitops-core test -Dtest=PublicTypesTest -D%s=true",
            list, UPDATE)
        .isEqualTo(found);
  }

  @Test
  void haveASummaryEach() throws IOException {
    List<String> bare = PublicTypeSummaries.missingIn(Production.sources());

    assertThat(bare).as("public types whose Javadoc lacks a summary sentence or @since").isEmpty();
  }
}
