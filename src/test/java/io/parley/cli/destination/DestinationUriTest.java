package io.parley.cli.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.dialect.Dialects;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing of URIs. */
class DestinationUriTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "parley://chris@example.org:3490/garden,        chris, example.org, 3490, garden, -",
        "parley://example.org,                          -,     example.org, -,    -,      -",
        "parley://example.org/,                         -,     example.org, -,    -,      -",
        "parley://example.org:,                         -,     example.org, -,    -,      -",
        "PARLEY://Example.org:1,                        -,     Example.org, 1,    -,      -",
        "parley://chris@[::1]:3490/garden,              chris, ::1,         3490, garden, -",
        "parley://[fe80::1%25eth0],                     -,     fe80::1%eth0, -,   -,      -",
        "parley://my_host:65535,                        -,     my_host,     65535, -,     -",
        "parley://münchen.example/Büro,                 -, münchen.example, -,    Büro,   -",
        "parley://Zo%C3%AB@h/%E8%8A%B1%E5%9B%AD,        Zoë,   h,           -,    花园,   -",
        "parley://a+b@h/c+d,                            a+b,   h,           -,    c+d,    -",
        "parley://chris@h/#garden,                      chris, h,           -,    garden, -",
        "parley://h/#r?dialect=nickname,                -,     h,           -,    r,      nickname",
        "parley://h?dialect=nickname,                   -,     h,           -,    -,      nickname",
        "parley://chris@h:8888/r?dialect=nickname,      chris, h,           8888, r,      nickname",
      })
  void uri_is_parsed(
      String uri, String nickname, String host, Integer port, String room, String dialect)
      throws Exception {
    assertEquals(
        new PartialDestination(
            Optional.ofNullable(nickname),
            Optional.of(host),
            Optional.ofNullable(port),
            Optional.ofNullable(room),
            List.of(),
            Optional.ofNullable(dialect),
            Optional.empty()),
        DestinationUri.parse(uri));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parleys://chris@h:8888/r", "PARLEYS://chris@h:8888/#r"})
  void parleys_is_a_connection_with_tls(String uri) throws Exception {
    assertEquals(
        DestinationUri.parse("parley://chris@h:8888/r").withTls(), DestinationUri.parse(uri));
  }

  @Test
  void rooms_are_separated_by_commas_and_the_first_one_is_shown() throws Exception {
    PartialDestination parsed = DestinationUri.parse("parley://chris@h/garden,kitchen,b%C3%BCro,");

    assertEquals(Optional.of("garden"), parsed.room());
    assertEquals(List.of("kitchen", "büro"), parsed.moreRooms());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http://example.org | expected a URI such as parley://chris@example.org:3490/garden",
        "localhost:3490     | expected a URI such as parley://chris@example.org:3490/garden",
        "parley:chris@h     | expected a URI such as parley://chris@example.org:3490/garden",
        "parley://          | expected authority after parley://",
        "parley:///garden   | the host is missing (write an IPv6 address in brackets)",
        "parley://chris@    | the host is missing (write an IPv6 address in brackets)",
        "parley://::1       | the host is missing (write an IPv6 address in brackets)",
        "parley://[::1      | expected closing bracket for ipv6 address after parley://[::1",
        "parley://h:http    | 'http' is not a port (1 to 65535)",
        "parley://h:0       | '0' is not a port (1 to 65535)",
        "parley://h:65536   | '65536' is not a port (1 to 65535)",
        "parley://h:1:2     | '1:2' is not a port (1 to 65535)",
        "parley://a:b@h     | a password is not allowed",
        "parley://h/a/b     | a room name cannot contain a /",
        "parley://h#a       | # is not allowed here; write the room after a /",
        "parley://h/a b     | illegal character in path after parley://h/a",
        "parley://h/%zz     | malformed escape pair after parley://h/",
        "parley://h/%ff     | the bytes encoded with % are not UTF-8",
        "parley://h?room=a  | only dialect=DIALECT is allowed after the ?",
      })
  void invalid_uri_is_rejected_with_reason(String uri, String reason) {
    assertEquals("'" + uri + "' is not a valid URI: " + reason, errorFor(uri));
  }

  @Test
  void unknown_dialect_error_lists_dialects() {
    assertEquals(
        "'parley://h?dialect=morse' is not a valid URI: unknown dialect 'morse'; use one of: "
            + String.join(", ", Dialects.names()),
        errorFor("parley://h?dialect=morse"));
  }

  private static String errorFor(String uri) {
    return assertThrows(InvalidDestinationException.class, () -> DestinationUri.parse(uri))
        .getMessage();
  }
}
