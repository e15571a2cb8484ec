package io.gitops4j.helm.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a YAML document, before it means anything. An alias is the node it stands for. */
sealed interface YamlNode {

  /**
   * A scalar.
   *
   * @param tag null if it has none
   * @param plain whether it stands without quotes
   */
  record Scalar(String text, @Nullable String tag, boolean plain) implements YamlNode {
    boolean isMerge() {
      boolean tagged = "tag:yaml.org,2002:merge".equals(tag);
      return text.equals("<<") && (tagged || (plain && (tag == null || tag.equals("!"))));
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items) implements YamlNode {}

  /** A map, its entries in their order. */
  record Mapping(List<Entry> entries) implements YamlNode {}

  /** An entry of a map. */
  record Entry(YamlNode key, YamlNode value) {}
}
