package io.gitops4j.testkit.cluster;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses and ranges of the internet protocol, without asking the network. */
final class Addresses {
  private static final Pattern V4 =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

  private Addresses() {}

  static boolean isAddress(String text) {
    return bytes(text).isPresent();
  }

  /** What an address is used for that nothing outside of a machine or its network can be. */
  static Optional<String> specialUse(String address) {
    return bytes(address).map(Addresses::address).flatMap(Addresses::specialUse);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> specialUse(InetAddress address) {
    if (address.isAnyLocalAddress()) {
      return Optional.of("unspecified (0.0.0.0)");
    }
    if (address.isLoopbackAddress()) {
      return Optional.of("in the loopback range (127.0.0.0/8)");
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of("in the link-local range (169.254.0.0/16)");
    }
    return address.isMCLinkLocal()
        ? Optional.of("in the link-local multicast range (224.0.0.0/24)")
        : Optional.empty();
  }

  private static Optional<byte[]> bytes(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  static boolean isRange(String text) {
    return prefix(text) >= 0;
  }

  private static int prefix(String range) {
    int slash = range.indexOf('/');
    Optional<byte[]> address = slash < 0 ? Optional.empty() : bytes(range.substring(0, slash));
    String digits = range.substring(slash + 1);
    if (address.isEmpty() || !digits.matches("[0-9]{1,3}")) {
      return -1;
    }
    int prefix = Integer.parseInt(digits);
    return prefix <= address.get().length * 8 ? prefix : -1;
  }

  /** Whether a range lies within another and is smaller. */
  static boolean isStrictlyWithin(String inner, String outer) {
    int narrow = prefix(inner);
    int wide = prefix(outer);
    return narrow > wide && network(inner, wide).equals(network(outer, wide));
  }

  private static Optional<BigInteger> network(String range, int prefix) {
    return bytes(range.substring(0, range.indexOf('/')))
        .map(bytes -> new BigInteger(1, bytes).shiftRight(bytes.length * 8 - prefix));
  }
}
