package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Messages of every type, with ordinary and unusual content. */
public final class SampleMessages {
  /** The longest text, in bytes and in code points. */
  public static final String LONGEST_TEXT = "😀".repeat(Text.MAX_LIMIT);

  private static final List<String> NICKNAMES =
      List.of("pat", "小明", "Зоя-7", "_", "𠀀".repeat(Nickname.MAX_LENGTH));

  private static final List<String> TEXTS =
      List.of(
          "Hello?",
          "大家好",
          "🎊 👩‍👩‍👧 e\u0301 שלום",
          "she said \"hi\" \\ {\"type\":\"chat\"} /",
          "two\nlines\n\tand a tab\n",
          " ",
          LONGEST_TEXT,
          // Every pair of surrogates begins at an odd index, so that it crosses the ends of
          // buffers.
          "x" + "😀".repeat(Text.MAX_LIMIT - 1));

  /** Texts that the dialect passes on, although the server refuses them. */
  private static final List<String> RAW = List.of("", "***", "\u0000\u001B[31m\u007F\u202E");

  private SampleMessages() {}

  static List<ClientMessage> fromClient() {
    return Stream.of(
            Stream.concat(NICKNAMES.stream(), RAW.stream()).map(ClientMessage.Hello::new),
            Stream.concat(TEXTS.stream(), RAW.stream()).map(ClientMessage.Chat::new),
            TEXTS.stream().map(text -> new ClientMessage.PrivateMessage("小明", text)),
            Stream.of(new ClientMessage.Ping(), new ClientMessage.Quit()),
            SampleExchanges.requests().stream().map(ClientMessage.RequestMessage::new))
        .<ClientMessage>flatMap(messages -> messages)
        .toList();
  }

  public static List<ServerMessage> fromServer() {
    return Stream.of(
            nicknames().map(ServerMessage.Joined::new),
            nicknames().map(ServerMessage.Left::new),
            texts().map(text -> new ServerMessage.Chatted(new Nickname("pat"), text)),
            nicknames().map(pat -> new ServerMessage.Chatted(pat, Text.sanitize(LONGEST_TEXT))),
            texts().map(text -> new ServerMessage.Emoted(new Nickname("pat"), text)),
            texts()
                .map(
                    text ->
                        new ServerMessage.PrivateMessage(
                            new Nickname("pat"), new Nickname("小明"), text)),
            nicknames().map(ServerMessage.Welcomed::new),
            nicknames().map(pat -> new ServerMessage.Invited(pat, SampleExchanges.TEA)),
            texts().map(text -> new ServerMessage.Announced(new Nickname("pat"), text)),
            Stream.of(
                new ServerMessage.NicknameRequested(),
                new ServerMessage.PasswordRequested(),
                new ServerMessage.MemberList(nicknames().toList()),
                new ServerMessage.MemberList(nicknames().toList(), RoomName.LOBBY, 1_000_000),
                new ServerMessage.Pong(),
                new ServerMessage.Goodbye(Optional.of(new Nickname("pat")))),
            texts().map(ServerMessage.Notice::new),
            problems().map(ServerMessage.Refused::new),
            Stream.of("cake", "", "two\nlines", LONGEST_TEXT)
                .map(Text::sanitize)
                .map(
                    text ->
                        new ServerMessage.TopicChanged(new Nickname("pat"), text, Stamp.UNKNOWN)),
            Stream.of(
                new ServerMessage.PresenceSummary(37, 12, Stamp.UNKNOWN),
                new ServerMessage.PresenceSummary(0, 1, Stamp.UNKNOWN)),
            Stream.of(
                new ServerMessage.Backlog(
                    SampleExchanges.TEA,
                    Optional.empty(),
                    SampleExchanges.storedMessages(SampleExchanges.TEA))),
            SampleExchanges.answers().stream().map(ServerMessage.Answered::new))
        .<ServerMessage>flatMap(messages -> messages)
        .toList();
  }

  private static Stream<Nickname> nicknames() {
    return NICKNAMES.stream().map(Nickname::new);
  }

  private static Stream<Text> texts() {
    return TEXTS.stream().map(Text::sanitize);
  }

  /**
   * All messages but the refusal of a wrong dialect, which no client of this dialect reads and
   * which has its own format.
   */
  private static Stream<Problem> problems() {
    return Arrays.stream(Problem.Code.values())
        .filter(code -> code != Problem.Code.WRONG_DIALECT)
        .flatMap(
            code ->
                Stream.of("That was \"wrong\" [sic]: 不行 😀", "", "[TOO_SLOW]")
                    .map(message -> new Problem(code, message)));
  }
}
