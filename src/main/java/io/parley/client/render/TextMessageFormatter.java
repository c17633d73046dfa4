package io.parley.client.render;

import static java.util.stream.Collectors.joining;

import io.parley.client.model.LineText;
import io.parley.client.model.ScreenTraits;
import io.parley.client.state.ClientRooms;
import io.parley.client.state.SeenRenames;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.Problem;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomAction;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Formats messages as text. Lines of other rooms than the current one start with the name of the
 * room; for a script, lines of all rooms except the lobby.
 */
public final class TextMessageFormatter
    implements MessageFormatter, ServerMessage.Handler<List<LineText>> {
  private final ChatTextFormatter textFormatter;
  private final ClientRooms rooms;
  private final TimeFormatter timeFormatter;
  private final AnswerFormatter answerFormatter;
  private final boolean namesRooms;
  private final SeenRenames renames = new SeenRenames();

  /**
   * Creates a formatter that names rooms.
   *
   * @param singleLine whether each event takes exactly one line
   * @param rooms tells the current room
   * @param clock the current date and the time zone
   */
  TextMessageFormatter(boolean singleLine, ClientRooms rooms, Clock clock) {
    this(singleLine, rooms, clock, true);
  }

  /**
   * A formatter for a screen.
   *
   * @param screen a script gets each event on exactly one line; in windows no line needs the name
   *     of its room
   */
  public static TextMessageFormatter forScreen(
      ScreenTraits screen, ClientRooms rooms, Clock clock) {
    return new TextMessageFormatter(!screen.interactive(), rooms, clock, !screen.windows());
  }

  private TextMessageFormatter(
      boolean singleLine, ClientRooms rooms, Clock clock, boolean namesRooms) {
    this.namesRooms = namesRooms;
    this.textFormatter = new ChatTextFormatter(singleLine);
    this.rooms = rooms;
    this.timeFormatter = new TimeFormatter(clock);
    this.answerFormatter = new AnswerFormatter(textFormatter, timeFormatter, !namesRooms);
  }

  @Override
  public List<LineText> onMessage(ServerMessage message) {
    return message.accept(this);
  }

  @Override
  public List<LineText> onMalformed(Problem problem) {
    return notice("Invalid data from the server: " + problem.message());
  }

  @Override
  public List<LineText> onUnrecoverable(Problem problem) {
    return onMalformed(problem);
  }

  @Override
  public List<LineText> onPingAnswered(long millis) {
    return notice("The server answered after " + millis + " ms.");
  }

  @Override
  public List<LineText> onHiddenPage(ServerMessage page) {
    return notice("These older messages are all of ignored users; /history shows the next ones.");
  }

  @Override
  public List<LineText> onJoined(ServerMessage.Joined joined) {
    if (joined.once()) {
      return List.of(); // nobody stays that one could talk to
    }
    return withRoomPrefix(
        joined.stamp(),
        notice(joined.nickname() + " has joined " + roomLabel(joined.stamp().room())));
  }

  @Override
  public List<LineText> onLeft(ServerMessage.Left left) {
    if (left.once()) {
      return List.of(); // nobody stays that one could talk to
    }
    Optional<Text> kick = PlainTextFormatter.kick(left);
    if (kick.isPresent()) {
      return withRoomPrefix(left.stamp(), notice(kick.get().value()));
    }
    String why = left.reason().map(reason -> " (" + reason.toSingleLine() + ")").orElse("");
    return withRoomPrefix(
        left.stamp(),
        notice(left.nickname() + " has left " + roomLabel(left.stamp().room()) + why));
  }

  @Override
  public List<LineText> onModerated(ServerMessage.Moderated moderated) {
    return withRoomPrefix(moderated.stamp(), notice(moderation(moderated)));
  }

  /** The end of a ban is in the time zone of the user. */
  private String moderation(ServerMessage.Moderated moderated) {
    return moderated.action() instanceof RoomAction.Restricted restricted
            && restricted.until().isPresent()
        ? moderated.nickname()
            + (restricted.kind() == RestrictionKind.BAN ? " bans " : " mutes ")
            + restricted.target()
            + " in "
            + moderated.stamp().room()
            + " until "
            + timeFormatter.dateAndTime(restricted.until().get())
            + restricted.reason().map(why -> " (" + why.toSingleLine() + ")").orElse("")
        : PlainTextFormatter.format(moderated).value();
  }

  @Override
  public List<LineText> onRevised(ServerMessage.Revised revised) {
    return PlainTextFormatter.format(revised)
        .map(text -> withRoomPrefix(revised.stamp(), notice(text.toSingleLine())))
        .orElse(List.of());
  }

  @Override
  public List<LineText> onInvited(ServerMessage.Invited invited) {
    return notice(
        PlainTextFormatter.format(invited).value() + ": /join " + invited.room() + " enters it");
  }

  @Override
  public List<LineText> onAnnounced(ServerMessage.Announced announced) {
    return notice(PlainTextFormatter.format(announced).value());
  }

  /** A rename is one line, if the rooms have no windows: it is no event of one room. */
  @Override
  public List<LineText> onRenamed(ServerMessage.Renamed renamed) {
    return namesRooms && !renames.isFirst(renamed)
        ? List.of()
        : notice(renamed.previous() + " is now known as " + renamed.nickname());
  }

  @Override
  public List<LineText> onPresenceSummary(ServerMessage.PresenceSummary summary) {
    return withRoomPrefix(summary.stamp(), textFormatter.onPresenceSummary(summary));
  }

  @Override
  public List<LineText> onChatted(ServerMessage.Chatted chatted) {
    return withRoomPrefix(chatted.stamp(), textFormatter.onChatted(chatted));
  }

  @Override
  public List<LineText> onNotice(ServerMessage.Notice notice) {
    return textFormatter.onNotice(notice);
  }

  @Override
  public List<LineText> onRefused(ServerMessage.Refused refused) {
    return notice(refused.problem().message());
  }

  @Override
  public List<LineText> onPasswordRequested(ServerMessage.PasswordRequested requested) {
    return List.of();
  }

  @Override
  public List<LineText> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return List.of();
  }

  @Override
  public List<LineText> onWelcomed(ServerMessage.Welcomed welcomed) {
    return notice("Welcome, " + welcomed.nickname());
  }

  @Override
  public List<LineText> onMemberList(ServerMessage.MemberList present) {
    boolean isCurrent =
        present.room().isSame(RoomName.LOBBY)
            && (textFormatter.singleLine() || rooms.current().isSame(RoomName.LOBBY));
    return notice(
        (isCurrent ? "Members (" : "Members of " + present.room() + " (")
            + present.memberCount()
            + "): "
            + present.nicknames().stream().map(Nickname::value).collect(joining(", "))
            + (present.isComplete() ? "" : " and " + present.unlistedCount() + " more"));
  }

  @Override
  public List<LineText> onEmoted(ServerMessage.Emoted emoted) {
    return withRoomPrefix(emoted.stamp(), textFormatter.onEmoted(emoted));
  }

  @Override
  public List<LineText> onPrivateMessage(ServerMessage.PrivateMessage message) {
    return textFormatter.onPrivateMessage(message);
  }

  @Override
  public List<LineText> onPong(ServerMessage.Pong pong) {
    return List.of();
  }

  @Override
  public List<LineText> onGoodbye(ServerMessage.Goodbye goodbye) {
    return notice("Goodbye");
  }

  @Override
  public List<LineText> onTopicChanged(ServerMessage.TopicChanged topic) {
    return withRoomPrefix(topic.stamp(), textFormatter.onTopicChanged(topic));
  }

  @Override
  public List<LineText> onAnswered(ServerMessage.Answered answered) {
    List<LineText> lines = answered.answer().accept(answerFormatter);
    return answered
        .answer(Answer.History.class)
        .map(past -> addPrefix(prefix(past.room()), lines))
        .orElse(lines);
  }

  /** The user's own join follows, so it needs no end line. */
  @Override
  public List<LineText> onBacklog(ServerMessage.Backlog recalled) {
    return addPrefix(prefix(recalled.room()), answerFormatter.history(recalled.messages()));
  }

  /** It changes the unread counts of the windows. */
  @Override
  public List<LineText> onMarkedRead(ServerMessage.MarkedRead marked) {
    return List.of();
  }

  private List<LineText> withRoomPrefix(Stamp stamp, List<LineText> lines) {
    return stamp.knownRoom().map(room -> addPrefix(prefix(room), lines)).orElse(lines);
  }

  private String prefix(RoomName room) {
    if (!namesRooms) {
      return "";
    }
    RoomName unnamed = textFormatter.singleLine() ? RoomName.LOBBY : rooms.current();
    return room.isSame(unnamed) ? "" : "[" + room + "] ";
  }

  private static List<LineText> addPrefix(String prefix, List<LineText> lines) {
    return prefix.isEmpty() ? lines : lines.stream().map(line -> line.withPrefix(prefix)).toList();
  }

  private static List<LineText> notice(String text) {
    return List.of(LineText.notice(text));
  }

  private static String roomLabel(RoomName room) {
    return room.isSame(RoomName.LOBBY) ? "the chat" : room.value();
  }
}
