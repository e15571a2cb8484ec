package io.gitops4j.helm.function;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.GoStrings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The passwords of the Master Password algorithm: made from a secret, a name and a site. */
final class MasterPassword {
  private static final byte[] SCOPE =
      "com.lyndir.masterpassword".getBytes(StandardCharsets.US_ASCII);
  private static final String LOWER = "bcdfghjklmnpqrstvwxyz";
  private static final String UPPER = "BCDFGHJKLMNPQRSTVWXYZ";
  private static final String LETTERS = "AEIOUaeiou" + UPPER + LOWER;
  private static final String DIGITS = "0123456789";
  private static final Map<Character, String> CLASSES =
      Map.of(
          'V',
          "AEIOU",
          'C',
          UPPER,
          'v',
          "aeiou",
          'c',
          LOWER,
          'A',
          "AEIOU" + UPPER,
          'a',
          LETTERS,
          'n',
          DIGITS,
          'o',
          "@&%?,=[]_:-+*$#!'^~;()/.",
          'x',
          LETTERS + DIGITS + "!@#$%^&*()");
  private static final Map<String, List<String>> TEMPLATES =
      Map.of(
          "maximum", List.of("anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"),
          "long",
              List.of(
                  "CvcvnoCvcvCvcv",
                  "CvcvCvcvnoCvcv",
                  "CvcvCvcvCvcvno",
                  "CvccnoCvcvCvcv",
                  "CvccCvcvnoCvcv",
                  "CvccCvcvCvcvno",
                  "CvcvnoCvccCvcv",
                  "CvcvCvccnoCvcv",
                  "CvcvCvccCvcvno",
                  "CvcvnoCvcvCvcc",
                  "CvcvCvcvnoCvcc",
                  "CvcvCvcvCvccno",
                  "CvccnoCvccCvcv",
                  "CvccCvccnoCvcv",
                  "CvccCvccCvcvno",
                  "CvcvnoCvccCvcc",
                  "CvcvCvccnoCvcc",
                  "CvcvCvccCvccno",
                  "CvccnoCvcvCvcc",
                  "CvccCvcvnoCvcc",
                  "CvccCvcvCvccno"),
          "medium", List.of("CvcnoCvc", "CvcCvcno"),
          "short", List.of("Cvcn"),
          "basic", List.of("aaanaaan", "aannaaan", "aaannaaa"),
          "pin", List.of("nnnn"));

  private MasterPassword() {}

  static String derived(Call call) {
    List<String> templates = TEMPLATES.get(call.string(1));
    if (templates == null) {
      return "cannot find password template " + call.string(1);
    }
    byte[] key = Scrypt.key(GoStrings.bytes(call.string(2)), scoped(call.string(3)), call.meter());
    byte[] counter = ByteBuffer.allocate(4).putInt((int) call.integer(0)).array();
    byte[] seed = Scrypt.mac(key).doFinal(joined(scoped(call.string(4)), counter));
    String template = templates.get((seed[0] & 0xff) % templates.size());
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      String characters = CLASSES.getOrDefault(template.charAt(i), DIGITS);
      password.append(characters.charAt((seed[i + 1] & 0xff) % characters.length()));
    }
    return password.toString();
  }

  private static byte[] scoped(String name) {
    byte[] bytes = GoStrings.bytes(name);
    byte[] length = ByteBuffer.allocate(4).putInt(bytes.length).array();
    return joined(joined(SCOPE, length), bytes);
  }

  private static byte[] joined(byte[] left, byte[] right) {
    return ByteBuffer.allocate(left.length + right.length).put(left).put(right).array();
  }
}
