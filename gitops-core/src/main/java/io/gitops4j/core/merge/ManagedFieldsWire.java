package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ManagedFieldsEntry.Operation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code metadata.managedFields} as it stands in an object. */
final class ManagedFieldsWire {
  private static final FieldPath PATH = FieldPath.of("metadata", "managedFields");

  private ManagedFieldsWire() {}

  static ManagedFields read(MapValue object) {
    List<ManagedFieldsEntry> entries = new ArrayList<>();
    for (Value entry : object.itemsAt("metadata", "managedFields")) {
      entries.add(readEntry(entry, entries.size()));
    }
    return new ManagedFields(entries);
  }

  private static ManagedFieldsEntry readEntry(Value entry, int position) {
    FieldPath path = PATH.then(new FieldPath.Index(position));
    String version =
        entry
            .textAt("apiVersion")
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> new MergeException(path, "apiVersion must not be empty"));
    if (!entry.textAt("fieldsType").orElse("").equals("FieldsV1")) {
      throw new MergeException(
          path,
          "fieldsType must be 'FieldsV1', was '" + entry.textAt("fieldsType").orElse("") + "'");
    }
    String manager = entry.textAt("manager").filter(text -> !text.isEmpty()).orElse("unknown");
    FieldSet fields;
    try {
      fields = FieldSet.fromFieldsV1(entry.mapAt("fieldsV1"));
    } catch (MergeException e) {
      throw new MergeException(path, e.getMessage() + " (manager '" + manager + "')", e);
    }
    String subresource = entry.textAt("subresource").orElse("");
    return new ManagedFieldsEntry(
        manager, operation(entry, path), version, time(entry, path), subresource, fields);
  }

  private static Operation operation(Value entry, FieldPath path) {
    String text = entry.textAt("operation").orElse("");
    for (Operation operation : Operation.values()) {
      if (operation.wire().equals(text)) {
        return operation;
      }
    }
    throw new MergeException(path, "operation must be 'Apply' or 'Update', was '" + text + "'");
  }

  private static Optional<Instant> time(Value entry, FieldPath path) {
    Optional<String> text = entry.textAt("time");
    try {
      return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    } catch (DateTimeException e) {
      throw new MergeException(
          path, "time must be like 2026-01-31T12:00:00Z, was '" + text.orElse("") + "'", e);
    }
  }

  static MapValue write(ManagedFields fields, MapValue object) {
    MapValue metadata = object.mapAt("metadata");
    if (fields.isEmpty()) {
      return NeverOwned.withoutManagedFields(object);
    }
    ListValue entries =
        new ListValue(fields.entries().stream().<Value>map(ManagedFieldsWire::writeEntry).toList());
    return object.with("metadata", metadata.with("managedFields", entries));
  }

  private static MapValue writeEntry(ManagedFieldsEntry entry) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("apiVersion", Scalar.of(entry.apiVersion()));
    fields.put("fieldsType", Scalar.of("FieldsV1"));
    fields.put("fieldsV1", entry.fields().toFieldsV1());
    fields.put("manager", Scalar.of(entry.manager()));
    fields.put("operation", Scalar.of(entry.operation().wire()));
    if (!entry.subresource().isEmpty()) {
      fields.put("subresource", Scalar.of(entry.subresource()));
    }
    entry.time().ifPresent(time -> fields.put("time", Scalar.of(time.toString())));
    return new MapValue(fields);
  }
}
