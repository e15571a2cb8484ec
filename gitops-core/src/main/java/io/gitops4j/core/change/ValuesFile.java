package io.gitops4j.core.change;

import io.gitops4j.core.change.ChangeException.Reason;
import io.gitops4j.core.manifest.Scalar;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A YAML file whose values are edited in place: comments, order, quoting and every other byte stay
 * as they are. Immutable.
 *
 * @since 0.1.0
 */
public final class ValuesFile {
  private final String name;
  private final String text;

  private ValuesFile(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * Takes the bytes of a file.
   *
   * @param name as a person would name it
   * @throws ChangeException if they are no UTF-8
   */
  public static ValuesFile of(String name, byte[] bytes) {
    try {
      return new ValuesFile(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new ChangeException(
          Reason.NOT_YAML, "%s is not edited: it is no text in UTF-8".formatted(name), e);
    }
  }

  /**
   * This file with one value set: written in the style of the value that was there, quoted where it
   * would be misread without.
   *
   * @param path such as {@code frontend.image.tag}
   * @throws ChangeException if there is no single plain or quoted value at the path
   */
  public ValuesFile with(String path, Scalar value) {
    ValuePath wanted = ValuePath.parse(path);
    ScalarPlace place = ScalarFinder.find(name, text, wanted);
    String written = ScalarText.write(value, place.style(), new ScalarText.Target(name, wanted));
    ValuesFile changed =
        new ValuesFile(
            name, text.substring(0, place.start()) + written + text.substring(place.end()));
    EditProof.require(name, new EditProof.Texts(text, changed.text), wanted, value);
    return changed;
  }

  /** The text at a path as it stands in the file, without quotes; empty if there is none. */
  public Optional<String> textAt(String path) {
    try {
      return Optional.of(ScalarFinder.find(name, text, ValuePath.parse(path)).value());
    } catch (ChangeException e) {
      return Optional.empty();
    }
  }

  /** The bytes of the file. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
