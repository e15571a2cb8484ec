package io.gitops4j.testkit.schema;

import io.gitops4j.core.merge.BuiltInSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The texts of schemas that the core brings along. */
final class ShippedSchemas {
  static final String NAME_OF_120 = "kubernetes-1.20.schema";

  private ShippedSchemas() {}

  static String of120() {
    return text(NAME_OF_120);
  }

  static OwnershipText current() {
    return OwnershipText.of(of120(), text("kubernetes-current.schema"));
  }

  private static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(BuiltInSchemas.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
