package io.parley.client.terminal.link;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes an address for programs of the address that a person has written. The result has only
 * printable ASCII characters, so that it cannot end or change a control sequence of the terminal.
 */
final class LinkTarget {
  /** The limit of VTE, which ignores longer links. */
  static final int MAX_LENGTH = 2083;

  private static final Pattern PARTS =
      Pattern.compile("(?i)(https?)://([^/?#@\\[\\]:]+|\\[[0-9a-f:.]+\\])(:[0-9]{1,5})?([/?#].*)?");

  /** Characters of a path, a query or a fragment (RFC 3986, 3.3 to 3.5). */
  private static final String UNRESERVED = "-._~!$&'()*+,;=:@/?#";

  private static final Pattern ESCAPED = Pattern.compile("%[0-9A-Fa-f]{2}");

  private LinkTarget() {}

  /**
   * The address in ASCII; empty if it is no address of the web, if it has a user name, which
   * pretends to be a host, or if it is too long.
   */
  static Optional<String> parse(String written) {
    Matcher parts = PARTS.matcher(written);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String port = parts.group(3) == null ? "" : parts.group(3);
    String rest = parts.group(4) == null ? "" : parts.group(4);
    return host(parts.group(2))
        .map(host -> parts.group(1) + "://" + host + port + encode(rest))
        .filter(target -> target.length() <= MAX_LENGTH && isValid(target));
  }

  private static Optional<String> host(String written) {
    try {
      return Optional.of(written.startsWith("[") ? written : IDN.toASCII(written));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isValid(String target) {
    try {
      return new URI(target).getHost() != null
          && target.chars().allMatch(c -> c > ' ' && c < '\u007f');
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String encode(String rest) {
    StringBuilder encoded = new StringBuilder();
    int length;
    boolean inFragment = false;
    for (int i = 0; i < rest.length(); i += length) {
      int c = rest.codePointAt(i);
      length = Character.charCount(c);
      boolean isEscape = c == '%' && ESCAPED.matcher(rest).region(i, rest.length()).lookingAt();
      boolean isPlain =
          c < 0x80
              && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)
              && !(c == '#' && inFragment);
      inFragment |= c == '#';
      if (isPlain || isEscape) {
        encoded.append((char) c);
      } else {
        appendEscaped(encoded, Character.toString(c));
      }
    }
    return encoded.toString();
  }

  private static void appendEscaped(StringBuilder encoded, String character) {
    for (byte one : character.getBytes(StandardCharsets.UTF_8)) {
      encoded.append(String.format("%%%02X", one));
    }
  }
}
