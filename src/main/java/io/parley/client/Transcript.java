package io.parley.client;

import static java.util.stream.Collectors.joining;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.time.Clock;
import java.util.List;

/**
 * What is shown of each thing that a client hears. What happens in another room than the one where
 * this client talks begins with the name of that room; for a script, in any room but the lobby.
 */
final class Transcript implements Wording, ServerMessage.Handler<List<String>> {
  private final Spoken spoken;
  private final Rooms rooms;
  private final AnswerLines answers;
  private final boolean namesRooms;

  /**
   * A transcript.
   *
   * @param oneLineEach every event on exactly one line, as scripts want it
   * @param rooms where this client is
   * @param clock what day it is, and in which zone
   */
  Transcript(boolean oneLineEach, Rooms rooms, Clock clock) {
    this(oneLineEach, rooms, clock, true);
  }

  /** A transcript for a screen. */
  static Transcript of(Screen screen, Rooms rooms, Clock clock) {
    return new Transcript(!screen.isInteractive(), rooms, clock, !screen.hasWindows());
  }

  private Transcript(boolean oneLineEach, Rooms rooms, Clock clock, boolean namesRooms) {
    this.namesRooms = namesRooms;
    this.spoken = new Spoken(oneLineEach);
    this.rooms = rooms;
    this.answers = new AnswerLines(spoken, new Times(clock), !namesRooms);
  }

  @Override
  public List<String> onMessage(ServerMessage message) {
    return message.accept(this);
  }

  @Override
  public List<String> onMalformed(Problem problem) {
    return List.of("*** The server sent something that cannot be read: " + problem.message());
  }

  @Override
  public List<String> onUnrecoverable(Problem problem) {
    return onMalformed(problem);
  }

  @Override
  public List<String> answered(long millis) {
    return List.of("*** The server answered after " + millis + " ms.");
  }

  @Override
  public List<String> onJoined(ServerMessage.Joined joined) {
    return placed(
        joined.stamp(),
        List.of("*** " + joined.nickname() + " has joined " + room(joined.stamp().room())));
  }

  @Override
  public List<String> onLeft(ServerMessage.Left left) {
    return placed(
        left.stamp(), List.of("*** " + left.nickname() + " has left " + room(left.stamp().room())));
  }

  @Override
  public List<String> onChatted(ServerMessage.Chatted chatted) {
    return placed(chatted.stamp(), spoken.lines(chatted));
  }

  @Override
  public List<String> onNotice(ServerMessage.Notice notice) {
    return spoken.each("*** ", notice.text());
  }

  @Override
  public List<String> onRefused(ServerMessage.Refused refused) {
    return List.of("*** " + refused.problem().message());
  }

  @Override
  public List<String> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return List.of();
  }

  @Override
  public List<String> onWelcomed(ServerMessage.Welcomed welcomed) {
    return List.of("*** Welcome, " + welcomed.nickname());
  }

  @Override
  public List<String> onMemberList(ServerMessage.MemberList present) {
    boolean here =
        present.room().isSame(RoomName.LOBBY)
            && (spoken.oneLineEach() || rooms.talking().isSame(RoomName.LOBBY));
    return List.of(
        (here ? "*** Here now (" : "*** In " + present.room() + " now (")
            + present.nicknames().size()
            + "): "
            + present.nicknames().stream().map(Nickname::value).collect(joining(", ")));
  }

  @Override
  public List<String> onEmoted(ServerMessage.Emoted emoted) {
    return placed(emoted.stamp(), spoken.lines(emoted));
  }

  @Override
  public List<String> onPrivateMessage(ServerMessage.PrivateMessage message) {
    return spoken.each(message.from() + " -> " + message.to() + ": ", message.text());
  }

  @Override
  public List<String> onPong(ServerMessage.Pong pong) {
    return List.of();
  }

  @Override
  public List<String> onGoodbye(ServerMessage.Goodbye goodbye) {
    return List.of("*** Goodbye");
  }

  @Override
  public List<String> onTopicChanged(ServerMessage.TopicChanged topic) {
    return placed(topic.stamp(), spoken.lines(topic));
  }

  @Override
  public List<String> onAnswered(ServerMessage.Answered answered) {
    List<String> lines = answered.answer().accept(answers);
    return answered.answer() instanceof Answer.History past
        ? prefixed(prefix(past.room()), lines)
        : lines;
  }

  /** What comes after it is one's own coming, so that it needs no end. */
  @Override
  public List<String> onBacklog(ServerMessage.Backlog recalled) {
    return prefixed(prefix(recalled.room()), answers.earlier(recalled.messages()));
  }

  private List<String> placed(Stamp stamp, List<String> lines) {
    boolean told = !stamp.equals(Stamp.UNKNOWN);
    return told ? prefixed(prefix(stamp.room()), lines) : lines;
  }

  private String prefix(RoomName room) {
    if (!namesRooms) {
      return "";
    }
    RoomName plain = spoken.oneLineEach() ? RoomName.LOBBY : rooms.talking();
    return room.isSame(plain) ? "" : "[" + room + "] ";
  }

  private static List<String> prefixed(String prefix, List<String> lines) {
    return prefix.isEmpty() ? lines : lines.stream().map(line -> prefix + line).toList();
  }

  private static String room(RoomName room) {
    return room.isSame(RoomName.LOBBY) ? "the chat" : room.value();
  }
}
