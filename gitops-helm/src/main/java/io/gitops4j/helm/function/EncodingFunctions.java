package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.Signature;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.zip.Adler32;

/** Encodings and digests. */
final class EncodingFunctions {
  private EncodingFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    add(table, "b64enc", text -> Base64.getEncoder().encodeToString(GoStrings.bytes(text)));
    add(table, "b64dec", text -> BaseDecoding.base64().textOrError(text));
    add(table, "b32enc", Base32::encoded);
    add(table, "b32dec", text -> BaseDecoding.base32().textOrError(text));
    add(table, "sha1sum", text -> digest("SHA-1", text));
    add(table, "sha256sum", text -> digest("SHA-256", text));
    add(table, "sha512sum", text -> digest("SHA-512", text));
    add(table, "adler32sum", EncodingFunctions::adler32);
  }

  private static void add(
      FunctionTable.Builder table, String name, UnaryOperator<String> function) {
    table.add(
        name,
        Signature.of(STRING),
        call -> {
          call.meter().allocate(2L * call.string(0).length());
          return function.apply(call.string(0));
        });
  }

  private static String adler32(String text) {
    Adler32 sum = new Adler32();
    sum.update(GoStrings.bytes(text));
    return Long.toString(sum.getValue());
  }

  private static String digest(String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(GoStrings.bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
