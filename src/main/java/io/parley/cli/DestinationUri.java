package io.parley.cli;

import io.parley.dialect.Dialects;
import io.parley.protocol.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code parley://NICK@HOST:PORT/ROOM?dialect=DIALECT}, of which all but the host may be
 * missing (RFC 3986; an IPv6 address stands in brackets).
 */
final class DestinationUri {
  static final String BEGINNING = "parley://";

  /** What stands before a room that is written as it is shown. */
  private static final Pattern BEFORE_HASH = Pattern.compile("^([^:]+://[^/?#]*/)#(?=[^#?])");

  private static final String EXAMPLE = BEGINNING + "chris@example.org:3490/garden";
  private static final String DIALECT = "dialect=";

  private final String text;

  private DestinationUri(String text) {
    this.text = text;
  }

  /** What it says; the message of the failure says what is wrong with it. */
  static Directions parse(String text) throws WrongDestinationException {
    return new DestinationUri(text).read();
  }

  private Directions read() throws WrongDestinationException {
    if (!text.regionMatches(true, 0, BEGINNING, 0, BEGINNING.length())) {
      throw wrong("it must look like " + EXAMPLE);
    }
    URI uri;
    try {
      uri = new URI(BEFORE_HASH.matcher(text).replaceFirst("$1"));
    } catch (URISyntaxException e) {
      throw wrong(
          e.getReason().toLowerCase(Locale.ROOT) + " after " + text.substring(0, e.getIndex()));
    }
    if (uri.getRawFragment() != null) {
      throw wrong("there is no place for a # in it; a room follows a /");
    }
    String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
    int at = authority.lastIndexOf('@');
    String nickname = at < 0 ? "" : authority.substring(0, at);
    if (nickname.contains(":")) {
      throw wrong("there is no place for a password in it");
    }
    String place = authority.substring(at + 1);
    int colon = place.indexOf(':', place.startsWith("[") ? place.indexOf(']') : 0);
    String port = colon < 0 ? "" : place.substring(colon + 1);
    return new Directions(
        given(decoded(nickname)),
        Optional.of(host(colon < 0 ? place : place.substring(0, colon))),
        port.isEmpty() ? Optional.empty() : Optional.of(port(port)),
        given(room(uri.getRawPath())),
        dialect(uri.getRawQuery() == null ? "" : uri.getRawQuery()));
  }

  private String host(String raw) throws WrongDestinationException {
    if (raw.isEmpty()) {
      throw wrong("it names no host (an IPv6 address stands in brackets)");
    }
    return raw.startsWith("[")
        ? raw.substring(1, raw.length() - 1).replace("%25", "%") // before the zone (RFC 6874)
        : decoded(raw);
  }

  private int port(String raw) throws WrongDestinationException {
    try {
      return Port.toConnect(raw);
    } catch (WrongDestinationException e) {
      throw wrong(e.why());
    }
  }

  private String room(String path) throws WrongDestinationException {
    String raw = path.startsWith("/") ? path.substring(1) : path;
    if (raw.contains("/")) {
      throw wrong("it must name one room, without a / in it");
    }
    return decoded(raw);
  }

  private Optional<String> dialect(String query) throws WrongDestinationException {
    if (query.isEmpty()) {
      return Optional.empty();
    }
    if (!query.startsWith(DIALECT)) {
      throw wrong("after the ? only " + DIALECT + "DIALECT may follow");
    }
    String name = query.substring(DIALECT.length());
    if (!Dialects.names().contains(name)) {
      throw wrong("'" + name + "' is no dialect; there are " + String.join(", ", Dialects.names()));
    }
    return Optional.of(name);
  }

  private String decoded(String raw) throws WrongDestinationException {
    String plain = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    if (plain.contains("\uFFFD")) {
      throw wrong("what stands there with % is not UTF-8");
    }
    return plain;
  }

  private static Optional<String> given(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private WrongDestinationException wrong(String why) {
    String shown = Text.clean(text).oneLine(); // a link may hold anything
    return new WrongDestinationException("'" + shown + "' is no address: " + why);
  }
}
