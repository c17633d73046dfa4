package io.parley.cli.destination;

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
  static final String PREFIX = "parley://";

  /** What stands before a room that is written as it is shown. */
  private static final Pattern HASH_ROOM_PREFIX = Pattern.compile("^([^:]+://[^/?#]*/)#(?=[^#?])");

  private static final String EXAMPLE = PREFIX + "chris@example.org:3490/garden";
  private static final String DIALECT_PARAMETER = "dialect=";

  private final String text;

  private DestinationUri(String text) {
    this.text = text;
  }

  /** What it says; the message of the failure says what is wrong with it. */
  static PartialDestination parse(String text) throws InvalidDestinationException {
    return new DestinationUri(text).toPartialDestination();
  }

  private PartialDestination toPartialDestination() throws InvalidDestinationException {
    if (!text.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      throw invalid("it must look like " + EXAMPLE);
    }
    URI uri;
    try {
      uri = new URI(HASH_ROOM_PREFIX.matcher(text).replaceFirst("$1"));
    } catch (URISyntaxException e) {
      throw invalid(
          e.getReason().toLowerCase(Locale.ROOT) + " after " + text.substring(0, e.getIndex()));
    }
    if (uri.getRawFragment() != null) {
      throw invalid("there is no place for a # in it; a room follows a /");
    }
    String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
    int at = authority.lastIndexOf('@');
    String nickname = at < 0 ? "" : authority.substring(0, at);
    if (nickname.contains(":")) {
      throw invalid("there is no place for a password in it");
    }
    String place = authority.substring(at + 1);
    int colon = place.indexOf(':', place.startsWith("[") ? place.indexOf(']') : 0);
    String port = colon < 0 ? "" : place.substring(colon + 1);
    return new PartialDestination(
        nonEmpty(decode(nickname)),
        Optional.of(parseHost(colon < 0 ? place : place.substring(0, colon))),
        port.isEmpty() ? Optional.empty() : Optional.of(parsePort(port)),
        nonEmpty(parseRoom(uri.getRawPath())),
        parseDialect(uri.getRawQuery() == null ? "" : uri.getRawQuery()));
  }

  private String parseHost(String raw) throws InvalidDestinationException {
    if (raw.isEmpty()) {
      throw invalid("it names no host (an IPv6 address stands in brackets)");
    }
    return raw.startsWith("[")
        ? raw.substring(1, raw.length() - 1).replace("%25", "%") // before the zone (RFC 6874)
        : decode(raw);
  }

  private int parsePort(String raw) throws InvalidDestinationException {
    try {
      return PortConverter.parseRemotePort(raw);
    } catch (InvalidDestinationException e) {
      throw invalid(e.reason());
    }
  }

  private String parseRoom(String path) throws InvalidDestinationException {
    String raw = path.startsWith("/") ? path.substring(1) : path;
    if (raw.contains("/")) {
      throw invalid("it must name one room, without a / in it");
    }
    return decode(raw);
  }

  private Optional<String> parseDialect(String query) throws InvalidDestinationException {
    if (query.isEmpty()) {
      return Optional.empty();
    }
    if (!query.startsWith(DIALECT_PARAMETER)) {
      throw invalid("after the ? only " + DIALECT_PARAMETER + "DIALECT may follow");
    }
    String name = query.substring(DIALECT_PARAMETER.length());
    if (!Dialects.names().contains(name)) {
      throw invalid(
          "'" + name + "' is no dialect; there are " + String.join(", ", Dialects.names()));
    }
    return Optional.of(name);
  }

  private String decode(String raw) throws InvalidDestinationException {
    String plain = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    if (plain.contains("\uFFFD")) {
      throw invalid("what stands there with % is not UTF-8");
    }
    return plain;
  }

  private static Optional<String> nonEmpty(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private InvalidDestinationException invalid(String why) {
    String shown = Text.sanitize(text).toSingleLine(); // a link may hold anything
    return new InvalidDestinationException("'" + shown + "' is no address: " + why);
  }
}
