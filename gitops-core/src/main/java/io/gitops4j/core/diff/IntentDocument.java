package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.AmountTexts;
import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.ListKeyDefaults;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A rendered document with all taken out, or spelled otherwise, that can't be stated. */
final class IntentDocument {
  private IntentDocument() {}

  static MapValue of(MapValue rendered, GroupVersionKind kind) {
    boolean secret = Secrets.isSecret(kind.groupKind());
    // Nulls in lists stay: they are items, and the server tells what is wrong with them.
    MapValue document = (secret ? withEmptyForNull(rendered) : rendered).withoutNulls();
    document = Noise.removedFrom(document);
    if (secret) {
      document = withStringDataFolded(document);
    }
    MapValue stated = document;
    return BuiltInSchemas.of(kind)
        .map(schema -> ListKeyDefaults.filledIn(AmountTexts.in(stated, schema), schema))
        .orElse(stated);
  }

  /** A key without a value is an empty secret to the server, not a missing one. */
  private static MapValue withEmptyForNull(MapValue secret) {
    if (!(secret.entries().get("data") instanceof MapValue data)) {
      return secret;
    }
    Map<String, Value> entries = new LinkedHashMap<>(data.entries());
    entries.replaceAll((key, value) -> value.isNull() ? Scalar.of("") : value);
    return secret.with("data", new MapValue(entries));
  }

  /** What is no text stays where it is, so that the server refuses it visibly. */
  private static MapValue withStringDataFolded(MapValue secret) {
    if (!(secret.entries().get("stringData") instanceof MapValue stringData)) {
      return secret;
    }
    MapValue data = secret.mapAt("data");
    MapValue left = stringData;
    for (Map.Entry<String, Value> entry : stringData.entries().entrySet()) {
      if (entry.getValue() instanceof Scalar.TextValue text) {
        data = data.with(entry.getKey(), Scalar.of(base64(text.text())));
        left = left.without(entry.getKey());
      }
    }
    MapValue folded =
        data.isEmpty() && !secret.keys().contains("data") ? secret : secret.with("data", data);
    return left.isEmpty() ? folded.without("stringData") : folded.with("stringData", left);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
