package io.gitops4j.core.manifest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** From bytes to text: UTF-8, or UTF-16 where a byte order mark says so. */
final class StreamText {
  private StreamText() {}

  /** The text without its byte order mark. */
  static String decode(String file, byte[] content) {
    Charset charset = charset(content);
    ByteBuffer bytes = ByteBuffer.wrap(content);
    CharBuffer characters = CharBuffer.allocate(content.length + 1);
    CoderResult result =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(bytes, characters, true);
    String text = characters.flip().toString();
    if (result.isError()) {
      SourcePosition position = new DocumentText(file, 1, text).position(text.length());
      String wrong = "the byte 0x%02X is no %s: save the file as UTF-8";
      throw ManifestException.at(
          position, wrong.formatted(content[bytes.position()], charset), null);
    }
    return withoutMark(text);
  }

  static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Charset charset(byte[] content) {
    if (content.length < 2) {
      return StandardCharsets.UTF_8;
    }
    int mark = (content[0] & 0xFF) << 8 | (content[1] & 0xFF);
    return mark == 0xFFFE
        ? StandardCharsets.UTF_16LE
        : mark == 0xFEFF ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
  }
}
