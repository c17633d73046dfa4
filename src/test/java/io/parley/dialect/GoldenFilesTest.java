package io.parley.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes on the wire, as other programs know them: every message in every dialect. A golden file
 * has one message in a line, with tabs between: its name, then for a framed dialect the length in
 * hex and the JSON, for the others each segment with its newline shown as {@code \\n}; a {@code -}
 * where nothing goes out. Lines that begin with {@code #} are for the reader.
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
    TO_SERVER.put("private_message", new ClientMessage.PrivateMessage("pat", "psst"));
    TO_SERVER.put("ping", new ClientMessage.Ping());
    TO_SERVER.put("quit", new ClientMessage.Quit());

    TO_CLIENT.put("nickname_requested", new ServerMessage.NicknameRequested());
    TO_CLIENT.put("welcomed", new ServerMessage.Welcomed(PAT));
    TO_CLIENT.put("present", new ServerMessage.Present(List.of(PAT, MING)));
    TO_CLIENT.put("joined", new ServerMessage.Joined(PAT));
    TO_CLIENT.put("joined_in_chinese", new ServerMessage.Joined(MING));
    TO_CLIENT.put("left", new ServerMessage.Left(PAT));
    TO_CLIENT.put("chatted", new ServerMessage.Chatted(PAT, Text.clean("Hello?")));
    TO_CLIENT.put("chatted_in_chinese", new ServerMessage.Chatted(MING, Text.clean("大家好")));
    TO_CLIENT.put("chatted_with_emoji", new ServerMessage.Chatted(PAT, Text.clean("🎊 👩‍👩‍👧")));
    TO_CLIENT.put("chatted_two_lines", new ServerMessage.Chatted(PAT, Text.clean("one\n\ttwo")));
    TO_CLIENT.put(
        "chatted_by_a_guest", new ServerMessage.Chatted(Nickname.guest(1), Text.clean("Hello?")));
    TO_CLIENT.put("emoted", new ServerMessage.Emoted(PAT, Text.clean("goes out")));
    TO_CLIENT.put(
        "private_message", new ServerMessage.PrivateMessage(MING, PAT, Text.clean("psst")));
    TO_CLIENT.put("notice", new ServerMessage.Notice(Text.clean("It is late.")));
    TO_CLIENT.put(
        "refused",
        new ServerMessage.Refused(
            new Problem(Problem.Code.NICKNAME_TAKEN, "The nickname pat is taken.", "pat")));
    TO_CLIENT.put(
        "refused_a_long_text",
        new ServerMessage.Refused(
            new Problem(Problem.Code.TEXT_TOO_LONG, "That text is too long.", "4096")));
    TO_CLIENT.put("pong", new ServerMessage.Pong());
    TO_CLIENT.put("goodbye", new ServerMessage.Goodbye(Optional.of(PAT)));
  }

  static List<Dialect> dialects() {
    return Dialects.all(KIT.wire());
  }

  @AfterAll
  static void end() {
    KIT.close();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void what_goes_to_the_server_is_golden(Dialect dialect) {
    assertEquals(
        golden(dialect.name() + "/to-server.txt"),
        written(dialect, dialect.clientSide(), TO_SERVER));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void what_goes_to_the_client_is_golden(Dialect dialect) {
    assertEquals(
        golden(dialect.name() + "/to-client.txt"),
        written(dialect, dialect.serverSide(), TO_CLIENT));
  }

  @Test
  void the_page_about_the_dialects_shows_the_golden_files() throws IOException {
    StringBuilder tables = new StringBuilder();
    for (String event : TO_CLIENT.keySet()) {
      tables.append("\n### ").append(event).append("\n\n| dialect | on the wire |\n|---|---|\n");
      for (Dialect dialect : dialects()) {
        tables
            .append("| `" + dialect.name() + "` | ")
            .append(shown(dialect, lineOf(dialect, event)))
            .append(" |\n");
      }
    }
    String page = Files.readString(Path.of("src/site/markdown/dialects.md"));
    assertEquals(tables.toString(), page.substring(page.indexOf("\n### ")));
  }

  private static String lineOf(Dialect dialect, String event) {
    return golden(dialect.name() + "/to-client.txt").stream()
        .filter(line -> line.startsWith(event + "\t"))
        .findFirst()
        .orElseThrow()
        .substring(event.length() + 1);
  }

  private static String shown(Dialect dialect, String line) {
    if (line.equals("-")) {
      return "nothing";
    }
    boolean framed = FramedJson.LENGTH_BYTES.containsKey(dialect.name());
    return Arrays.stream(line.split("\t", -1))
        .skip(framed ? 1 : 0)
        .map(segment -> "`" + segment + "`")
        .collect(joining(" "));
  }

  private static <M> List<String> written(
      Dialect dialect, Side<M, ?> writer, Map<String, M> messages) {
    return messages.entrySet().stream()
        .map(entry -> entry.getKey() + "\t" + rendered(dialect, writer, entry.getValue()))
        .toList();
  }

  private static <M> String rendered(Dialect dialect, Side<M, ?> writer, M message) {
    Writes writes = writer.encodeAll(List.of(message));
    if (writes.segments().isEmpty()) {
      return "-";
    }
    Integer lengthBytes = FramedJson.LENGTH_BYTES.get(dialect.name());
    if (lengthBytes == null) {
      return writes.segments().stream()
          .map(segment -> segment.utf8String().replace("\n", "\\n"))
          .collect(joining("\t"));
    }
    ByteString frame = writes.whole();
    return HexFormat.of().formatHex(frame.take(lengthBytes).toArray())
        + "\t"
        + frame.drop(lengthBytes).utf8String();
  }

  private static List<String> golden(String file) {
    try (InputStream bytes = GoldenFilesTest.class.getResourceAsStream("/golden/" + file)) {
      assertNotNull(bytes, "there is no golden file " + file);
      return new String(bytes.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
