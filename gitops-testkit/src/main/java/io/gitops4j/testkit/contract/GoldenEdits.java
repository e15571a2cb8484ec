package io.gitops4j.testkit.contract;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.Arrays;

/** Documents and changes of the golden cases. */
final class GoldenEdits {
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.GROUP}
      spec:
        group: GROUP
        scope: Namespaced
        names: {kind: Widget, listKind: WidgetList, plural: widgets, singular: widget, shortNames: [gw]}
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      size: {type: integer}
                      color: {type: string, default: blue}
                      parts:
                        type: array
                        items:
                          type: object
                          properties:
                            name: {type: string}
                            count: {type: integer, default: 1}
      """;
  private static final String WIDGET =
      """
      ---
      apiVersion: GROUP/v1
      kind: Widget
      metadata: {name: w}
      spec: {size: 3, parts: [{name: a}, {name: b}]}
      """;

  private GoldenEdits() {}

  /** A custom kind with defaults. */
  static String definition(String group) {
    return DEFINITION.replace("GROUP", group);
  }

  /** An object of it, as a further document. */
  static String widget(String group) {
    return WIDGET.replace("GROUP", group);
  }

  static MapValue map(String key, String text) {
    return MapValue.of(key, Scalar.of(text));
  }

  /** The object with a value at a path, whose maps are made where they are missing. */
  static MapValue set(MapValue object, Value value, String... path) {
    if (path.length == 1) {
      return object.with(path[0], value);
    }
    String[] rest = Arrays.copyOfRange(path, 1, path.length);
    return object.with(path[0], set(object.mapAt(path[0]), value, rest));
  }
}
