package io.gitops4j.helm.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Templates that see each other. Immutable.
 *
 * @since 0.1.0
 */
public final class TemplateSet {
  private final Map<String, Template> templates;
  private final @Nullable TemplateSet outer;

  private TemplateSet(Map<String, Template> templates, @Nullable TemplateSet outer) {
    this.templates = templates;
    this.outer = outer;
  }

  /**
   * The templates of these files. Of templates with one name the last one counts, but one that has
   * something over one that is empty.
   */
  public static TemplateSet of(List<ParsedFile> files) {
    Map<String, Template> all = new HashMap<>();
    for (ParsedFile file : files) {
      file.templates()
          .forEach((name, added) -> all.merge(name, added, (old, x) -> x.isEmpty() ? old : x));
    }
    return new TemplateSet(all, null);
  }

  /** The same with those of another file, which are stronger. */
  TemplateSet with(ParsedFile file) {
    Map<String, Template> added = new HashMap<>(file.templates());
    added.values().removeIf(template -> template.isEmpty() && get(template.name()) != null);
    return new TemplateSet(added, this);
  }

  @Nullable Template get(String name) {
    for (TemplateSet set = this; set != null; set = set.outer) {
      Template found = set.templates.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
