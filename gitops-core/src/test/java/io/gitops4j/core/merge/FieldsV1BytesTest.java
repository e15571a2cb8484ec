package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Field sets as a real API server wrote them: read and written again, each byte stays. */
class FieldsV1BytesTest {

  static List<String> ofBuiltInKinds() {
    return lines("fields-of-built-in-kinds.jsonl");
  }

  static List<String> ofCustomResources() {
    return lines("fields-of-custom-resources.jsonl");
  }

  private static List<String> lines(String resource) {
    try (InputStream file =
        Objects.requireNonNull(FieldsV1BytesTest.class.getResourceAsStream(resource))) {
      return List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FieldSet read(String text) {
    return FieldSet.fromFieldsV1(Json.read("fieldsV1", text).mapAt());
  }

  @ParameterizedTest
  @MethodSource("ofBuiltInKinds")
  void readAndWrittenStayTheSame(String text) {
    assertThat(CompactJson.write(read(text).toFieldsV1())).isEqualTo(text);
  }

  /** A custom resource is a plain map to the server, which writes its keys in their own order. */
  @ParameterizedTest
  @MethodSource("ofCustomResources")
  void readAndWrittenStayTheSameButForTheOrderOfKeys(String text) {
    assertThat(CompactJson.write(sorted(read(text).toFieldsV1()))).isEqualTo(text);
  }

  private static Value sorted(Value value) {
    TreeMap<String, Value> entries = new TreeMap<>(FieldsV1BytesTest::byCodePoint);
    value.mapAt().entries().forEach((key, entry) -> entries.put(key, sorted(entry)));
    return new MapValue(entries);
  }

  private static int byCodePoint(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("ofBuiltInKinds")
  void theOrderInWhichPathsComeDoesNotMatter(String text) {
    List<FieldPath> backwards = new ArrayList<>(read(text).paths());
    Collections.reverse(backwards);

    assertThat(CompactJson.write(FieldSet.of(backwards).toFieldsV1())).isEqualTo(text);
  }
}
