package io.parley.client.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.JoinSettings;
import io.parley.client.model.ScreenTraits;
import io.parley.client.state.ClientRooms;
import io.parley.client.state.MemberLists;
import io.parley.client.state.MessageFilter;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.Dialects;
import io.parley.dialect.beej.BeejDialect;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an ignored user writes and does, in every kind of message, of every dialect, on every
 * screen, live and after a reconnect.
 */
class IgnoredUsersTest {
  private static final String SECRET = "SECRET";
  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname MALLORY = new Nickname("mallory");
  private static final Nickname AMY = new Nickname("amy");
  private static final RoomName GARDEN = new RoomName("garden");
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Stamp STAMP = new Stamp(GARDEN, Instant.parse("2026-03-04T10:42:00Z"));

  @AutoClose private static final DialectTestKit KIT = new DialectTestKit();

  /** The kinds of screens: their formatter, and whether they have windows. */
  enum ScreenKind {
    WINDOWS(true, true),
    PLAIN(true, false),
    PIPE(false, false),
    JSON(false, false),
    ONCE(false, false);

    private final boolean interactive;
    private final boolean windows;

    ScreenKind(boolean interactive, boolean windows) {
      this.interactive = interactive;
      this.windows = windows;
    }

    MessageFormatter formatter() {
      MessageFormatter text =
          TextMessageFormatter.forScreen(
              new ScreenTraits(interactive, windows), new ClientRooms(), CLOCK);
      return switch (this) {
        case JSON -> new JsonMessageFormatter();
        case ONCE ->
            new AnswerOnlyFormatter(
                text, AnswerOnlyFormatter.Selection.EVENTS_AND_PAST, refused -> {});
        default -> text;
      };
    }
  }

  static Stream<Arguments> dialectsAndScreens() {
    return Stream.concat(
            Dialects.all(KIT.wire()).stream(), Stream.of(BeejDialect.createExtended(KIT.wire())))
        .flatMap(
            dialect ->
                Stream.of(ScreenKind.values())
                    .flatMap(
                        screen ->
                            Stream.of(
                                arguments(dialect, screen, false),
                                arguments(dialect, screen, true))));
  }

  private static Arguments arguments(Dialect dialect, ScreenKind screen, boolean rejoining) {
    return Arguments.of(Named.of(dialect.name(), dialect), screen, rejoining);
  }

  @ParameterizedTest
  @MethodSource("dialectsAndScreens")
  void nothing_of_an_ignored_user_is_shown(Dialect dialect, ScreenKind screen, boolean rejoining) {
    for (ServerMessage sent : messagesOf(MALLORY)) {
      for (ServerMessage received : received(dialect, sent)) {
        for (DisplayLine line : lines(screen, rejoining, received, Optional.of(MALLORY))) {
          assertFalse(line.text().contains(SECRET), () -> sent + ": " + line.text());
          assertEquals(DisplayLine.Highlight.NONE, line.highlight());
        }
      }
    }
    for (ServerMessage sent :
        List.of(new ServerMessage.Joined(MALLORY, STAMP), new ServerMessage.Left(MALLORY, STAMP))) {
      received(dialect, sent)
          .forEach(
              received ->
                  assertEquals(
                      List.of(), lines(screen, rejoining, received, Optional.of(MALLORY))));
    }
  }

  /** The same messages, if nobody is ignored: so the test above would find the text. */
  @ParameterizedTest
  @MethodSource("dialectsAndScreens")
  void messages_of_others_are_shown(Dialect dialect, ScreenKind screen, boolean rejoining) {
    for (ServerMessage sent : messagesOf(AMY)) {
      List<ServerMessage> received = received(dialect, sent);
      List<String> shown =
          received.stream()
              .flatMap(
                  message ->
                      lines(screen, rejoining, message, Optional.of(MALLORY)).stream()
                          .map(DisplayLine::text))
              .toList();
      List<String> unfiltered =
          received.stream()
              .flatMap(
                  message ->
                      lines(screen, rejoining, message, Optional.empty()).stream()
                          .map(DisplayLine::text))
              .toList();
      assertEquals(unfiltered, shown);
      assertTrue(
          received.isEmpty() || String.join("\n", shown).contains(SECRET),
          () -> sent + ": " + shown);
    }
  }

  private static List<ServerMessage> messagesOf(Nickname author) {
    Text text = Text.sanitize(SECRET + " pat\n" + SECRET);
    List<ServerMessage.RoomText> texts =
        List.of(
            new ServerMessage.Chatted(author, text, STAMP.withId(1)),
            new ServerMessage.Emoted(author, text, STAMP.withId(2)),
            new ServerMessage.TopicChanged(author, text, STAMP.withId(3)));
    List<ServerMessage> messages = new ArrayList<>(texts);
    messages.add(new ServerMessage.PrivateMessage(author, PAT, text));
    messages.add(new ServerMessage.Notice(Text.sanitize(author + " is away: " + SECRET)));
    messages.add(new ServerMessage.Backlog(GARDEN, Optional.empty(), texts));
    return messages;
  }

  /** The answers that only a client of an extended dialect requests. */
  private static List<ServerMessage> requestedTexts(Nickname author) {
    List<ServerMessage.RoomText> texts =
        List.of(
            new ServerMessage.Chatted(author, Text.sanitize(SECRET), STAMP.withId(1)),
            new ServerMessage.Emoted(author, Text.sanitize(SECRET), STAMP.withId(2)),
            new ServerMessage.TopicChanged(author, Text.sanitize(SECRET), STAMP.withId(3)));
    return List.of(
        new ServerMessage.Answered(new Answer.History(GARDEN, texts)),
        new ServerMessage.Answered(new Answer.SearchResults("tea", texts)),
        new ServerMessage.Answered(
            new Answer.Whois(author, List.of(GARDEN), NOW, Optional.of(Text.sanitize(SECRET)))));
  }

  @ParameterizedTest
  @MethodSource("screens")
  void answers_omit_an_ignored_user(ScreenKind screen) {
    for (ServerMessage answer : requestedTexts(MALLORY)) {
      List<DisplayLine> lines = lines(screen, false, answer, Optional.of(MALLORY));
      assertFalse(lines.toString().contains(SECRET), lines::toString);
      assertFalse(lines.isEmpty());
      assertTrue(lines(screen, false, answer, Optional.empty()).toString().contains(SECRET));
    }
    for (ServerMessage answer : requestedTexts(AMY)) {
      assertEquals(
          lines(screen, false, answer, Optional.empty()),
          lines(screen, false, answer, Optional.of(MALLORY)));
    }
  }

  static Stream<ScreenKind> screens() {
    return Stream.of(ScreenKind.values());
  }

  @ParameterizedTest
  @MethodSource("screens")
  void page_of_ignored_users_only_does_not_look_like_the_end(ScreenKind screen) {
    ServerMessage page = requestedTexts(MALLORY).get(0);

    String line = lines(screen, false, page, Optional.of(MALLORY)).get(0).text();

    assertEquals(
        screen == ScreenKind.JSON
            ? "{\"event\":\"past\",\"room\":\"garden\",\"messages\":[]}"
            : "*** These older messages are all of ignored users; /history shows the next ones.",
        line);
  }

  private static List<DisplayLine> lines(
      ScreenKind screen, boolean rejoining, ServerMessage message, Optional<Nickname> ignored) {
    MessageFilter filter = new MessageFilter(List.of(), new MemberLists());
    ignored.ifPresent(nickname -> assertTrue(filter.ignored().add(nickname)));
    return new LineFormatter(
            screen.formatter(),
            filter,
            new JoinFolding(JoinSettings.ALL, screen.windows, CLOCK),
            CLOCK,
            screen.windows,
            () -> rejoining)
        .format(message, PAT);
  }

  /** What a client of the dialect receives for a message. */
  private static List<ServerMessage> received(Dialect dialect, ServerMessage message) {
    List<ServerMessage> received = new ArrayList<>();
    for (ByteString segment : dialect.serverCodec().encodeAll(List.of(message)).segments()) {
      KIT.read(dialect.clientCodec(), segment)
          .forEach(
              result -> {
                if (result instanceof DecodeResult.Message<ServerMessage> decoded) {
                  received.add(decoded.message());
                }
              });
    }
    return received;
  }
}
