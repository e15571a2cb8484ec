package io.gitops4j.helm.template;

import io.gitops4j.helm.template.Node.Statement;
import io.gitops4j.helm.template.Node.Text;
import java.util.List;

/**
 * A parsed template.
 *
 * @param name that it is called by
 * @param source that it stands in
 * @param statements that it consists of
 */
record Template(String name, Source source, List<Statement> statements) {

  /** Whether it has nothing but space: then it does not replace another of its name. */
  boolean isEmpty() {
    return statements.stream().allMatch(s -> s instanceof Text text && text.text().isBlank());
  }
}
