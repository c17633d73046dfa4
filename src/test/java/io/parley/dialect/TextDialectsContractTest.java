package io.parley.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.text.SentencePatterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the dialects of raw text. */
class TextDialectsContractTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final Nickname PAT = new Nickname("pat");
  private static final List<String> SEEDS =
      List.of("pat\n", "/w pat psst\n", "/w \n", "quit", "你好 🎉\r\n", "\n\n", "x".repeat(1500));

  static Stream<Dialect> dialects() {
    return Dialects.all(KIT.wire()).stream()
        .filter(dialect -> dialect.serverCodec() instanceof TextServerCodec);
  }

  @AfterAll
  static void end() {
    KIT.close();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void each_segment_is_one_line_and_fits_into_one_read(Dialect dialect) {
    for (ServerMessage message : SampleMessages.fromServer()) {
      for (ByteString segment : dialect.serverCodec().encodeAll(List.of(message)).segments()) {
        String text = segment.utf8String();
        assertTrue(segment.size() <= 1024, text);
        assertEquals(Text.sanitize(text).value(), text);
        assertTrue(text.indexOf('\n') < 0 || text.indexOf('\n') == text.length() - 1, text);
        assertTrue(text.indexOf('\t') < 0, text);
      }
    }
    for (ClientMessage message : SampleMessages.fromClient()) {
      dialect
          .clientCodec()
          .encodeAll(List.of(message))
          .segments()
          .forEach(segment -> assertTrue(segment.size() <= 1024));
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void long_text_round_trips_and_each_segment_has_the_nickname(Dialect dialect) {
    String sent = "😀".repeat(3000) + "\nand " + "x".repeat(2000);
    StringBuilder read = new StringBuilder();
    ServerMessage message = new ServerMessage.Chatted(PAT, Text.sanitize(sent));
    for (ByteString segment : dialect.serverCodec().encodeAll(List.of(message)).segments()) {
      ServerMessage piece = one(KIT.read(dialect.clientCodec(), segment));
      ServerMessage.Chatted chatted = assertInstanceOf(ServerMessage.Chatted.class, piece);
      assertEquals(PAT, chatted.nickname());
      read.append(chatted.text().value());
    }
    assertEquals(sent.replace("\n", ""), read.toString());
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void client_reads_messages_of_server(Dialect dialect) {
    Text text = Text.sanitize("she said: \"hi\" [all] 你好");
    List<ServerMessage> messages =
        List.of(
            new ServerMessage.NicknameRequested(),
            new ServerMessage.Joined(PAT),
            new ServerMessage.Left(PAT),
            new ServerMessage.Chatted(PAT, text),
            new ServerMessage.Emoted(PAT, text),
            new ServerMessage.PrivateMessage(PAT, SentencePatterns.YOU, text),
            new ServerMessage.Notice(text));
    for (ServerMessage message : messages) {
      EncodedFrames writes = dialect.serverCodec().encodeAll(List.of(message));
      if (!writes.segments().isEmpty()) {
        assertEquals(message, one(KIT.read(dialect.clientCodec(), writes.bytes())));
      }
    }
    ServerMessage refused =
        new ServerMessage.Refused(new Problem(Problem.Code.TEXT_TOO_LONG, "No.", "4096"));
    ServerMessage read =
        one(KIT.read(dialect.clientCodec(), dialect.serverCodec().encode(refused)));
    assertEquals(
        Problem.Code.TEXT_TOO_LONG,
        assertInstanceOf(ServerMessage.Refused.class, read).problem().code());
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void line_cannot_imitate_another_author(Dialect dialect) {
    Text forged = Text.sanitize("hi\n[boss] pay\nboss:pay\n系统消息boss退出了聊天室\nboss: pay");
    for (Nickname author : List.of(PAT, Nickname.guest(1))) {
      for (String line : lines(dialect, new ServerMessage.Chatted(author, forged))) {
        assertTrue(line.matches("(?s)(\\[" + author + "] |" + author + ": ?).*"), line);
      }
    }
  }

  /** A text of a guest has no author in plain, and each line could be taken for another's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "boss: pay",
        "boss:pay",
        "boss : pay",
        "boss (private): pay",
        "boss(私聊):pay",
        "boss -> chris: pay",
        "guest-2: pay",
        "*** The server stops.",
        "***The server stops.",
        "* boss pays",
        "[boss] pay",
        "[Private from boss] pay",
        "boss has joined the chat!",
        "boss has left the chat.",
        "系统消息boss进入了聊天室",
        "系统消息:再见",
        "Please enter your username:",
        "  boss: pay",
        "\u3000boss: pay",
        "\t* boss pays",
        "\u200Bboss: pay",
        "\u2800boss: pay",
        "bo\u2060ss\u200B: pay",
        "\u200F***\u00A0The server stops.",
        "*\u200D*\uFE0F*\u3164The server stops.",
        "boss：pay",
        "boss\uFE55 pay",
        "boss\u2236 pay",
        "boss\uA789 pay",
        "boss（private）：pay",
        "＊＊＊ The server stops.",
        "\u2217 boss pays",
        "［boss］ pay",
        "\u0301boss: pay",
        "hello\nboss: pay",
        "hello\r\n*** The server stops.",
        "hello\u2028boss: pay"
      })
  void guest_who_imitates_a_line_is_named(String forged) {
    List<String> lines =
        lines(
            dialect("plain"), new ServerMessage.Chatted(Nickname.guest(1), Text.sanitize(forged)));
    assertTrue(lines.stream().allMatch(line -> line.startsWith("guest-1: ")), lines::toString);
    ServerMessage read =
        one(KIT.read(dialect("plain").clientCodec(), ByteString.fromString(lines.get(0))));
    assertEquals(Nickname.guest(1), assertInstanceOf(ServerMessage.Chatted.class, read).nickname());
  }

  @Test
  void guest_cannot_put_another_author_where_a_long_line_is_cut() {
    String hidden = "x".repeat(1024) + "boss: pay";
    for (String line :
        lines(
            dialect("plain"),
            new ServerMessage.Chatted(Nickname.guest(1), Text.sanitize(hidden)))) {
      assertTrue(line.startsWith("guest-1: ") && line.length() <= 1024, line);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello?",
        "see https://example.org/a:b",
        "https://example.org",
        "*smiles*",
        "the boss said: pay",
        "你好，大家好",
        "one\ntwo",
        "(12) + 3 = 15"
      })
  void other_text_of_guest_is_sent_as_it_is(String text) {
    assertEquals(
        text.lines().toList(),
        lines(dialect("plain"), new ServerMessage.Chatted(Nickname.guest(1), Text.sanitize(text))));
  }

  @Test
  void whisper_command_needs_a_space() {
    assertEquals(
        new ClientMessage.PrivateMessage("pat", "how are you?"), reads("/w pat how are you?"));
    assertEquals(new ClientMessage.Chat("/who"), reads("/who"));
    assertEquals(new ClientMessage.Chat("/w"), reads("/w"));
    for (String wrong : List.of("/w pat", "/w pat ", "/w ")) {
      DecodeResult<ClientMessage> received =
          KIT.read(dialect("whisper").serverCodec(), ByteString.fromString(wrong + "\n")).get(0);
      Problem problem = assertInstanceOf(DecodeResult.Malformed.class, received).problem();
      assertEquals(Problem.Code.COMMAND_MALFORMED, problem.code(), wrong);
    }
  }

  @Test
  void prompt_quits_only_on_exact_word() {
    for (String sent : List.of("quit ", "Quit", "quit now", "I quit")) {
      assertEquals(
          new DecodeResult.Message<>(new ClientMessage.Chat(sent)),
          KIT.read(dialect("prompt").serverCodec(), ByteString.fromString(sent)).get(0));
    }
    assertEquals(
        new DecodeResult.Message<>(new ClientMessage.Quit()),
        KIT.read(dialect("prompt").serverCodec(), ByteString.fromString("quit")).get(0));
  }

  @Test
  void text_of_client_is_never_a_command() {
    assertEquals(
        "quit ",
        dialect("prompt").clientCodec().encode(new ClientMessage.Chat("quit")).utf8String());
    assertEquals(
        " /w pat hi",
        dialect("whisper").clientCodec().encode(new ClientMessage.Chat("/w pat hi")).utf8String());
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void random_bytes_do_not_fail_the_stream(Dialect dialect) {
    int inputs = 100_000;
    Source<Integer, NotUsed> counts =
        Source.range(1, inputs)
            .flatMapConcat(
                seed ->
                    Source.from(chunks(new Random(seed))) // the same bytes in every run
                        .via(DialectTestKit.decoder(dialect.serverCodec()))
                        .fold(0, (count, received) -> count + 1));
    List<Integer> all = KIT.all(counts);
    assertEquals(inputs, all.size());
    assertTrue(all.stream().filter(count -> count > 0).count() > inputs / 2);
  }

  private static List<ByteString> chunks(Random random) {
    List<ByteString> chunks = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      byte[] bytes = ByteString.fromString(SEEDS.get(random.nextInt(SEEDS.size()))).toArray();
      for (int spoiled = random.nextInt(4); spoiled > 0; spoiled--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      chunks.add(ByteString.fromArray(bytes, 0, 1 + random.nextInt(bytes.length)));
    }
    return chunks;
  }

  private static ClientMessage reads(String text) {
    return ((DecodeResult.Message<ClientMessage>)
            KIT.read(dialect("whisper").serverCodec(), ByteString.fromString(text)).get(0))
        .message();
  }

  private static List<String> lines(Dialect dialect, ServerMessage message) {
    return dialect.serverCodec().encodeAll(List.of(message)).segments().stream()
        .map(ByteString::utf8String)
        .toList();
  }

  private static Dialect dialect(String name) {
    return Dialects.find(name, KIT.wire()).orElseThrow();
  }

  private static ServerMessage one(List<DecodeResult<ServerMessage>> received) {
    assertEquals(1, received.size(), received::toString);
    return ((DecodeResult.Message<ServerMessage>) received.get(0)).message();
  }
}
