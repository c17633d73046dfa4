package io.parley.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes on the wire, as other programs know them. A golden file of a framed dialect has one
 * packet in a line: its name, its length in hex, its JSON, with tabs between. Lines that begin with
 * {@code #} are for the reader.
 */
class GoldenFilesTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname MING = new Nickname("小明");

  private static final Map<String, ClientMessage> TO_SERVER = new LinkedHashMap<>();
  private static final Map<String, ServerMessage> TO_CLIENT = new LinkedHashMap<>();

  static {
    TO_SERVER.put("hello", new ClientMessage.Hello("pat"));
    TO_SERVER.put("hello_in_chinese", new ClientMessage.Hello("小明"));
    TO_SERVER.put("chat", new ClientMessage.Chat("Hello?"));
    TO_SERVER.put("chat_in_chinese", new ClientMessage.Chat("大家好"));
    TO_SERVER.put("chat_with_emoji", new ClientMessage.Chat("🎊 👩‍👩‍👧"));
    TO_SERVER.put("chat_with_quotes", new ClientMessage.Chat("a \"b\" \\ / <c>"));
    TO_SERVER.put("chat_of_two_lines", new ClientMessage.Chat("one\n\ttwo"));
    TO_SERVER.put("chat_of_256_bytes", new ClientMessage.Chat("x".repeat(228)));
    TO_SERVER.put("chat_with_an_escape_code", new ClientMessage.Chat("\u001B[31m"));

    TO_CLIENT.put("joined", new ServerMessage.Joined(PAT));
    TO_CLIENT.put("joined_in_chinese", new ServerMessage.Joined(MING));
    TO_CLIENT.put("left", new ServerMessage.Left(PAT));
    TO_CLIENT.put("chatted", new ServerMessage.Chatted(PAT, Text.clean("Hello?")));
    TO_CLIENT.put("chatted_in_chinese", new ServerMessage.Chatted(MING, Text.clean("大家好")));
    TO_CLIENT.put("chatted_with_emoji", new ServerMessage.Chatted(PAT, Text.clean("🎊 👩‍👩‍👧")));
    TO_CLIENT.put("chatted_two_lines", new ServerMessage.Chatted(PAT, Text.clean("one\n\ttwo")));
    TO_CLIENT.put("notice", new ServerMessage.Notice(Text.clean("It is late.")));
    TO_CLIENT.put(
        "refused",
        new ServerMessage.Refused(
            new Problem(Problem.Code.NICKNAME_TAKEN, "The nickname pat is taken.")));
  }

  static List<Dialect> framed() {
    return Dialects.all(KIT.wire()).stream()
        .filter(dialect -> FramedJson.LENGTH_BYTES.containsKey(dialect.name()))
        .toList();
  }

  @AfterAll
  static void end() {
    KIT.close();
  }

  @ParameterizedTest
  @MethodSource("framed")
  void what_goes_to_the_server_is_golden(Dialect dialect) {
    assertGolden(Direction.toServer(dialect), "to-server.txt", TO_SERVER);
  }

  @ParameterizedTest
  @MethodSource("framed")
  void what_goes_to_the_client_is_golden(Dialect dialect) {
    assertGolden(Direction.toClient(dialect), "to-client.txt", TO_CLIENT);
  }

  private static <M> void assertGolden(
      Direction<M> direction, String file, Map<String, M> messages) {
    Map<String, ByteString> frames = golden(direction.dialect().name() + "/" + file);
    assertEquals(List.copyOf(messages.keySet()), List.copyOf(frames.keySet()));
    messages.forEach(
        (name, message) -> {
          ByteString frame = frames.get(name);
          ByteString written = direction.writer().encode(message);
          assertEquals(frame.utf8String(), written.utf8String(), name);
          assertEquals(frame, written, name);
          assertEquals(
              List.of(new Received.Message<>(message)),
              KIT.read(direction.reader().decoder(), frame),
              name);
        });
  }

  private static Map<String, ByteString> golden(String file) {
    Map<String, ByteString> frames = new LinkedHashMap<>();
    try (InputStream bytes = GoldenFilesTest.class.getResourceAsStream("/golden/" + file)) {
      assertNotNull(bytes, "there is no golden file " + file);
      for (String line : new String(bytes.readAllBytes(), UTF_8).lines().toList()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          String[] parts = line.split("\t", -1);
          assertEquals(3, parts.length, line);
          ByteString length = ByteString.fromArray(HexFormat.of().parseHex(parts[1]));
          frames.put(parts[0], length.concat(ByteString.fromString(parts[2], UTF_8)));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return frames;
  }
}
