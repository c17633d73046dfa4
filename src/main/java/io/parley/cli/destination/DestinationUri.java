package io.parley.cli.destination;

import io.parley.cli.option.DialectConverter;
import io.parley.dialect.Dialects;
import io.parley.protocol.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses {@code parley://NICK@HOST:PORT/ROOM,ROOM?dialect=DIALECT} (RFC 3986), or the same with
 * {@code parleys} for a connection that is protected by TLS. Only the host is required. An IPv6
 * address is written in brackets. The first room is the one to show.
 */
final class DestinationUri {
  private static final String PREFIX = "parley://";
  private static final String TLS_PREFIX = "parleys://";

  /** The part before a room name with a leading #, which a URI would read as a fragment. */
  private static final Pattern HASH_ROOM_PREFIX = Pattern.compile("^([^:]+://[^/?#]*/)#(?=[^#?])");

  private static final String EXAMPLE = PREFIX + "chris@example.org:3490/garden";
  private static final String DIALECT_PARAMETER = "dialect=";

  private final String text;

  private DestinationUri(String text) {
    this.text = text;
  }

  /**
   * Parses a URI.
   *
   * @throws InvalidDestinationException if it is invalid; the message says why
   */
  static PartialDestination parse(String text) throws InvalidDestinationException {
    return new DestinationUri(text).toPartialDestination();
  }

  private PartialDestination toPartialDestination() throws InvalidDestinationException {
    boolean tls = hasPrefix(text, TLS_PREFIX);
    if (!tls && !hasPrefix(text, PREFIX)) {
      throw invalid("expected a URI such as " + EXAMPLE);
    }
    URI uri;
    try {
      uri = new URI(HASH_ROOM_PREFIX.matcher(text).replaceFirst("$1"));
    } catch (URISyntaxException e) {
      throw invalid(
          e.getReason().toLowerCase(Locale.ROOT) + " after " + text.substring(0, e.getIndex()));
    }
    if (uri.getRawFragment() != null) {
      throw invalid("# is not allowed here; write the room after a /");
    }
    String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
    int at = authority.lastIndexOf('@');
    String nickname = at < 0 ? "" : authority.substring(0, at);
    if (nickname.contains(":")) {
      throw invalid("a password is not allowed");
    }
    String hostAndPort = authority.substring(at + 1);
    int colon =
        hostAndPort.indexOf(':', hostAndPort.startsWith("[") ? hostAndPort.indexOf(']') : 0);
    String port = colon < 0 ? "" : hostAndPort.substring(colon + 1);
    List<String> rooms = parseRooms(uri.getRawPath());
    return new PartialDestination(
        nonEmpty(decode(nickname)),
        Optional.of(parseHost(colon < 0 ? hostAndPort : hostAndPort.substring(0, colon))),
        port.isEmpty() ? Optional.empty() : Optional.of(parsePort(port)),
        rooms.stream().findFirst(),
        rooms.stream().skip(1).toList(),
        parseDialect(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
        tls ? Optional.of(true) : Optional.empty());
  }

  /** Whether a text begins like a URI of this program. */
  static boolean isUri(String text) {
    return hasPrefix(text, PREFIX) || hasPrefix(text, TLS_PREFIX);
  }

  private static boolean hasPrefix(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  private String parseHost(String raw) throws InvalidDestinationException {
    if (raw.isEmpty()) {
      throw invalid("the host is missing (write an IPv6 address in brackets)");
    }
    return raw.startsWith("[")
        ? raw.substring(1, raw.length() - 1).replace("%25", "%") // before the zone (RFC 6874)
        : decode(raw);
  }

  private int parsePort(String raw) throws InvalidDestinationException {
    try {
      return Destination.parsePort(raw);
    } catch (InvalidDestinationException e) {
      throw invalid(e.reason());
    }
  }

  private List<String> parseRooms(String path) throws InvalidDestinationException {
    String raw = path.startsWith("/") ? path.substring(1) : path;
    if (raw.contains("/")) {
      throw invalid("a room name cannot contain a /");
    }
    List<String> rooms = new ArrayList<>();
    for (String each : raw.split(",", -1)) {
      rooms.add(decode(each));
    }
    rooms.removeIf(String::isEmpty);
    return rooms;
  }

  private Optional<String> parseDialect(String query) throws InvalidDestinationException {
    if (query.isEmpty()) {
      return Optional.empty();
    }
    if (!query.startsWith(DIALECT_PARAMETER)) {
      throw invalid("only " + DIALECT_PARAMETER + "DIALECT is allowed after the ?");
    }
    String name = query.substring(DIALECT_PARAMETER.length());
    if (!Dialects.names().contains(name)) {
      throw invalid(DialectConverter.unknownDialect(name));
    }
    return Optional.of(name);
  }

  private String decode(String raw) throws InvalidDestinationException {
    String plain = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    if (plain.contains("\uFFFD")) {
      throw invalid("the bytes encoded with % are not UTF-8");
    }
    return plain;
  }

  private static Optional<String> nonEmpty(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private InvalidDestinationException invalid(String reason) {
    String shown = Text.sanitize(text).toSingleLine(); // may contain control characters
    return new InvalidDestinationException("'" + shown + "' is not a valid URI: " + reason);
  }
}
