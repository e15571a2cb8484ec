package io.gitops4j.helm.function;

import io.gitops4j.helm.template.Fmt;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.GoStrings;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL as Go's {@code net/url} reads and writes it.
 *
 * @param scheme in small letters
 * @param opaque what follows the scheme if that is no slash
 * @param userInfo as it is written: name, and password behind a colon
 * @param host with its port
 * @param path decoded
 * @param query as it is written
 * @param fragment decoded
 */
record GoUrl(
    String scheme,
    String opaque,
    String userInfo,
    String host,
    String path,
    String query,
    String fragment) {
  static final GoUrl EMPTY = new GoUrl("", "", "", "", "", "", "");

  private static final Pattern SCHEME =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", Pattern.DOTALL);
  private static final Pattern PORT = Pattern.compile("(?::[0-9]*)?");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:%@-]*");
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  private static final String OF_PATH = UNRESERVED + "$&+,/:;=@";
  private static final String OF_USER = UNRESERVED + "$&+,;=";
  private static final String OF_FRAGMENT = OF_PATH + "?!()*'";
  private static final String OF_HOST = UNRESERVED + "!$&'()*+,;=:[]<>\"%";

  static GoUrl parse(String text) {
    int hash = text.indexOf('#');
    String body = hash < 0 ? text : text.substring(0, hash);
    GoUrl url;
    try {
      url = withoutFragment(body);
    } catch (FunctionException e) {
      throw new FunctionException("parse %s: %s".formatted(quoted(body), e.text()), e);
    }
    try {
      String fragment = hash < 0 ? "" : unescaped(text.substring(hash + 1));
      return new GoUrl(
          url.scheme, url.opaque, url.userInfo, url.host, url.path, url.query, fragment);
    } catch (FunctionException e) {
      throw new FunctionException("parse %s: %s".formatted(quoted(text), e.text()), e);
    }
  }

  private static String quoted(String text) {
    return Fmt.quote(text);
  }

  private static GoUrl withoutFragment(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new FunctionException("net/url: invalid control character in URL");
    }
    if (text.startsWith(":")) {
      throw new FunctionException("missing protocol scheme");
    }
    Matcher matcher = SCHEME.matcher(text);
    boolean hasScheme = matcher.matches();
    String scheme = hasScheme ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    String rest = hasScheme ? matcher.group(2) : text;
    int mark = rest.indexOf('?');
    String query = mark < 0 ? "" : rest.substring(mark + 1);
    String hierarchy = mark < 0 ? rest : rest.substring(0, mark);
    if (!hierarchy.startsWith("/")) {
      if (hasScheme) {
        return new GoUrl(scheme, hierarchy, "", "", "", query, "");
      }
      int slash = hierarchy.indexOf('/');
      if ((slash < 0 ? hierarchy : hierarchy.substring(0, slash)).indexOf(':') >= 0) {
        throw new FunctionException("first path segment in URL cannot contain colon");
      }
    }
    return withAuthority(scheme, hierarchy, query);
  }

  private static GoUrl withAuthority(String scheme, String hierarchy, String query) {
    if (!hierarchy.startsWith("//") || (scheme.isEmpty() && hierarchy.startsWith("///"))) {
      return new GoUrl(scheme, "", "", "", unescaped(hierarchy), query, "");
    }
    int slash = hierarchy.indexOf('/', 2);
    String authority = hierarchy.substring(2, slash < 0 ? hierarchy.length() : slash);
    String path = slash < 0 ? "" : hierarchy.substring(slash);
    int at = authority.lastIndexOf('@');
    String host = host(authority.substring(at + 1));
    String user = at < 0 ? "" : authority.substring(0, at);
    if (!USER.matcher(user).matches()) {
      throw new FunctionException("net/url: invalid userinfo");
    }
    return new GoUrl(scheme, "", userInfo(user), host, unescaped(path), query, "");
  }

  private static String userInfo(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? escaped(unescaped(text), OF_USER)
        : escaped(unescaped(text.substring(0, colon)), OF_USER)
            + ":"
            + escaped(unescaped(text.substring(colon + 1)), OF_USER);
  }

  private static String host(String host) {
    int port = host.lastIndexOf(':');
    if (host.indexOf('[') > 0) {
      throw new FunctionException("invalid IP-literal");
    }
    if (host.startsWith("[")) {
      int end = host.lastIndexOf(']');
      if (end < 0) {
        throw new FunctionException("missing ']' in host");
      }
      port = end + 1;
    }
    String tail = port < 0 ? "" : host.substring(port);
    if (!PORT.matcher(tail).matches()) {
      throw new FunctionException("invalid port %s after host".formatted(quoted(tail)));
    }
    if (host.startsWith("[")) {
      checkAddress(host.substring(1, host.lastIndexOf(']')));
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '%') {
        checkEscapeInHost(host.substring(i, Math.min(host.length(), i + 3)));
      } else if (c < 0x80 && OF_HOST.indexOf(c) < 0) {
        throw new FunctionException(
            "invalid character %s in host name".formatted(quoted(String.valueOf(c))));
      }
    }
    return unescaped(host);
  }

  private static void checkAddress(String literal) {
    int zone = literal.indexOf("%25");
    String address = zone < 0 ? literal : literal.substring(0, zone);
    if (address.indexOf(':') < 0) {
      throw new FunctionException("invalid IP-literal");
    }
    if (IpAddress.bytes(address) == null) {
      throw new FunctionException(
          "invalid host: ParseAddr(%s): unable to parse IP".formatted(quoted(literal)));
    }
  }

  /** Only what is not ASCII may be escaped, and the percent sign. */
  private static void checkEscapeInHost(String escape) {
    boolean whole = escape.matches("%[0-9a-fA-F]{2}");
    boolean ascii = whole && Character.digit(escape.charAt(1), 16) < 8;
    if (!whole || (ascii && !escape.equals("%25"))) {
      throw new FunctionException("invalid URL escape " + quoted(escape));
    }
  }

  /** The host without port and brackets. */
  String hostname() {
    if (host.startsWith("[") && host.indexOf(']') > 0) {
      return host.substring(1, host.indexOf(']'));
    }
    int colon = host.lastIndexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  String text() {
    StringBuilder text = new StringBuilder(scheme.isEmpty() ? "" : scheme + ":");
    if (!opaque.isEmpty()) {
      text.append(opaque);
    } else {
      appendHierarchy(text);
    }
    text.append(query.isEmpty() ? "" : "?" + query);
    return text.append(fragment.isEmpty() ? "" : "#" + escaped(fragment, OF_FRAGMENT)).toString();
  }

  private void appendHierarchy(StringBuilder text) {
    if (!scheme.isEmpty() || !host.isEmpty() || !userInfo.isEmpty()) {
      boolean authority = !host.isEmpty() || !path.isEmpty() || !userInfo.isEmpty();
      text.append(authority ? "//" : "");
      text.append(userInfo.isEmpty() ? "" : userInfo + "@");
      text.append(escaped(host, OF_HOST.replace("%", "")));
    }
    String escaped = path.equals("*") ? "*" : escaped(path, OF_PATH);
    text.append(!escaped.isEmpty() && !escaped.startsWith("/") && !host.isEmpty() ? "/" : "");
    int slash = escaped.indexOf('/');
    String segment = slash < 0 ? escaped : escaped.substring(0, slash);
    text.append(text.isEmpty() && segment.indexOf(':') >= 0 ? "./" : "").append(escaped);
  }

  private static String escaped(String text, String allowed) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : GoStrings.bytes(text)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && allowed.indexOf(c) >= 0) {
        escaped.append(c);
      } else {
        escaped.append("%%%02X".formatted((int) c));
      }
    }
    return escaped.toString();
  }

  private static String unescaped(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = GoStrings.bytes(text);
    ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        result.write(bytes[i]);
        continue;
      }
      int high = i + 1 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        byte[] wrong = java.util.Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + 3));
        throw new FunctionException("invalid URL escape " + quoted(GoStrings.string(wrong)));
      }
      result.write(high << 4 | low);
      i += 2;
    }
    return GoStrings.string(result.toByteArray());
  }
}
