package io.gitops4j.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    List<String> listed = Files.readAllLines(list);
    List<String> differences = new ArrayList<>();
    found.stream()
        .filter(name -> !listed.contains(name))
        .forEach(name -> differences.add("+ " + name));
    listed.stream()
        .filter(name -> !found.contains(name))
        .forEach(name -> differences.add("- " + name));
    assertThat(differences)
        .as(
            "public types that came (+) and went (-) since %s; if that is meant, write it anew and commit it:%n"
                + "  mvn -q -Dquick -pl gitops-core test -Dtest=PublicTypesTest -D%s=true",
            list, UPDATE)
        .isEmpty();
    assertThat(listed).as("the order of %s", list).isEqualTo(found);
  }

  @Test
  void haveASummaryEach() throws IOException {
    List<String> bare = PublicTypeSummaries.missingIn(Production.sources());

    assertThat(bare).as("public types whose Javadoc lacks a summary sentence or @since").isEmpty();
  }
}
