package io.gitops4j.core.change;

import io.gitops4j.core.change.ChangeException.Reason;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file before and after an edit and proves that the one value changed, and nothing else.
 */
final class EditProof {
  private EditProof() {}

  record Texts(String before, String after) {}

  static void require(String file, Texts texts, ValuePath path, Scalar value) {
    try {
      List<Value> before = read(file, texts.before());
      List<Value> after = read(file, texts.after());
      List<Value> expected = new ArrayList<>(before);
      expected.set(0, replaced(before.get(0), path.steps(), value));
      if (!expected.equals(after)) {
        throw new ChangeException(
            Reason.NOT_EDITABLE,
            "%s: setting '%s' in place would change more than that value, which is used elsewhere"
                .formatted(file, path));
      }
    } catch (ManifestException e) {
      throw new ChangeException(
          Reason.NOT_YAML, "%s is not edited: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<Value> read(String file, String text) {
    return ManifestReader.create().readValues(file, text);
  }

  private static Value replaced(Value value, List<Object> steps, Scalar leaf) {
    if (steps.isEmpty()) {
      return leaf;
    }
    List<Object> rest = steps.subList(1, steps.size());
    if (value instanceof MapValue map && steps.get(0) instanceof String key) {
      return map.with(key, replaced(map.get(key).orElse(Scalar.NULL), rest, leaf));
    }
    if (value instanceof ListValue list && steps.get(0) instanceof Integer index) {
      List<Value> items = new ArrayList<>(list.items());
      items.set(index, replaced(items.get(index), rest, leaf));
      return new ListValue(items);
    }
    return value;
  }
}
