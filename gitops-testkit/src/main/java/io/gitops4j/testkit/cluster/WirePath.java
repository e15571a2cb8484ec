package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Value;

/**
 * A place in an object, as the API server names it when a value has the wrong type.
 *
 * @param struct that holds the field
 * @param field from the root, joined by dots
 */
record WirePath(String struct, String field) {

  WirePath field(String holder, String name) {
    return new WirePath(holder, field.isEmpty() ? name : field + "." + name);
  }

  WireFault misfit(WireType wanted, Value found) {
    String sort =
        switch (found.type()) {
          case MAP -> "object";
          case LIST -> "array";
          case TEXT -> "string";
          case BOOLEAN -> "bool";
          case INTEGER, DECIMAL -> "number";
          case NULL -> "null";
        };
    String shown = found.asInteger().map(number -> sort + " " + number).orElse(sort);
    return new WireFault(
        "json: cannot unmarshal %s into Go struct field %s.%s of type %s"
            .formatted(
                wanted.base() == WireType.Base.INT32 ? shown : sort,
                struct.replaceAll("@.*", ""),
                field,
                wanted.word()));
  }
}
