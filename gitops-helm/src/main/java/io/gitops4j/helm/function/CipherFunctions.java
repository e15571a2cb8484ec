package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoKind;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Signature;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Functions on passwords, and AES. */
final class CipherFunctions {
  private static final int BLOCK = 16;
  private static final int KEY = 32;
  private static final long STEPS_OF_A_HASH = 4_000_000;

  private CipherFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    Signature two = Signature.of(STRING, STRING);
    GoType counter = GoType.basic(GoKind.UINT32);
    table.add("bcrypt", Signature.of(STRING), call -> hashed(call, "bcrypt", call.string(0)));
    table.add("htpasswd", two, CipherFunctions::passwordLine);
    table.add(
        "derivePassword",
        Signature.of(counter, STRING, STRING, STRING, STRING),
        MasterPassword::derived);
    table.add("encryptAES", two, CipherFunctions::encrypted);
    table.add("decryptAES", two, CipherFunctions::decrypted);
  }

  private static String passwordLine(Call call) {
    String user = call.string(0);
    return user.indexOf(':') >= 0
        ? "invalid username: " + user
        : user + ":" + hashed(call, "htpasswd", call.string(1));
  }

  private static String hashed(Call call, String function, String password) {
    call.evaluation().unstable(function);
    byte[] bytes = GoStrings.bytes(password);
    if (bytes.length > Bcrypt.LONGEST) {
      return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes";
    }
    call.meter().steps(STEPS_OF_A_HASH);
    return Bcrypt.hashed(bytes, RandomFunctions.random(call, Bcrypt.SALT));
  }

  private static SecretKeySpec key(String password) {
    return new SecretKeySpec(Arrays.copyOf(GoStrings.bytes(password), KEY), "AES");
  }

  private static byte[] ciphered(int mode, Call call, byte[] start, byte[] content) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(mode, key(call.string(0)), new IvParameterSpec(start));
      return cipher.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  private static String encrypted(Call call) {
    call.evaluation().unstable("encryptAES");
    byte[] text = GoStrings.bytes(call.string(1));
    call.meter().allocate(4L * text.length + 64);
    int padding = BLOCK - text.length % BLOCK;
    byte[] padded = Arrays.copyOf(text, text.length + padding);
    Arrays.fill(padded, text.length, padded.length, (byte) padding);
    byte[] start = RandomFunctions.random(call, BLOCK);
    byte[] content = ciphered(Cipher.ENCRYPT_MODE, call, start, padded);
    byte[] all = Arrays.copyOf(start, BLOCK + content.length);
    System.arraycopy(content, 0, all, BLOCK, content.length);
    return Base64.getEncoder().encodeToString(all);
  }

  private static String decrypted(Call call) {
    byte[] all = BaseDecoding.base64().bytes(call.string(1));
    call.meter().allocate(4L * all.length);
    if (all.length < BLOCK) {
      throw StringFunctions.outOfRange("[:16] with capacity " + all.length);
    }
    if (all.length % BLOCK != 0) {
      throw new FunctionException("crypto/cipher: input not full blocks");
    }
    byte[] start = Arrays.copyOf(all, BLOCK);
    byte[] content = Arrays.copyOfRange(all, BLOCK, all.length);
    if (content.length == 0) {
      throw new FunctionException("runtime error: index out of range [-1]");
    }
    byte[] text = ciphered(Cipher.DECRYPT_MODE, call, start, content);
    int length = text.length - (text[text.length - 1] & 0xff);
    if (length < 0) {
      throw StringFunctions.outOfRange("[:" + length + "]");
    }
    return GoStrings.string(Arrays.copyOf(text, length));
  }
}
