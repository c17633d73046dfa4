package io.parley.client.render;

import static java.util.stream.Collectors.joining;

import io.parley.protocol.Answer;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of each answer.
 *
 * @param inWindow whether it stands in a window, beside the time, where only so much is seen at
 *     once
 */
record AnswerFormatter(
    ChatTextFormatter textFormatter, TimeFormatter timeFormatter, boolean inWindow)
    implements Answer.Handler<List<String>> {
  /** As many as a window shows at once. */
  private static final int MAX_IN_WINDOW = 20;

  /**
   * Of more a server tells nothing at once, unless it is set to (parley.limits.history-messages).
   */
  private static final int MAX_FOUND = 200;

  @Override
  public List<String> onRoomList(Answer.RoomList rooms) {
    String all =
        rooms.rooms().stream()
            .map(room -> room.name() + " (" + room.members() + ")")
            .collect(joining(", "));
    return List.of("*** Rooms (" + rooms.rooms().size() + "): " + all);
  }

  /** The oldest first, with a line for each day but today. */
  @Override
  public List<String> onHistory(Answer.History past) {
    if (past.messages().isEmpty()) {
      return List.of("*** There is nothing older in " + past.room() + ".");
    }
    List<String> lines = history(past.messages());
    lines.add("*** (that was earlier; what follows is now)");
    return lines;
  }

  /** What was said before, with its times. */
  List<String> history(List<ServerMessage.RoomText> messages) {
    List<String> lines = new ArrayList<>();
    LocalDate day = timeFormatter.today();
    for (ServerMessage.RoomText message : messages) {
      Instant time = message.stamp().time();
      Optional<LocalDate> next = timeFormatter.day(time);
      if (next.isPresent() && !next.get().equals(day)) {
        day = next.get();
        lines.add("*** " + TimeFormatter.date(day));
      }
      add(lines, timeFormatter.time(time) + " ", message);
    }
    return lines;
  }

  /** The newest last, where the eye is. */
  @Override
  public List<String> onSearchResults(Answer.SearchResults found) {
    int count = found.messages().size();
    int most = inWindow ? Math.min(count, MAX_IN_WINDOW) : count;
    List<ServerMessage.RoomText> oldestFirst = new ArrayList<>(found.messages().subList(0, most));
    Collections.reverse(oldestFirst);
    List<String> lines = new ArrayList<>();
    oldestFirst.forEach(message -> add(lines, location(message.stamp()), message));
    lines.add(
        "*** Found "
            + count
            + (count >= MAX_FOUND ? " or more" : "")
            + (most < count ? ", of which these are the newest " + most : "")
            + ": "
            + oneLine(found.query()));
    if (!textFormatter.singleLine() && (most < count || count >= MAX_FOUND)) {
      lines.add("*** (before:DATE goes on from there; from:NICK and in:ROOM narrow it)");
    }
    return lines;
  }

  @Override
  public List<String> onWhois(Answer.Whois whois) {
    String rooms = whois.rooms().stream().map(RoomName::value).collect(joining(", "));
    String in = rooms.isEmpty() ? "" : " is in " + rooms + ",";
    List<String> lines = new ArrayList<>();
    lines.add("*** " + whois.nickname() + in + " here since " + timeFormatter.since(whois.since()));
    whois
        .away()
        .ifPresent(
            note -> lines.add("*** " + whois.nickname() + " is away: " + note.toSingleLine()));
    return lines;
  }

  @Override
  public List<String> onTopic(Answer.Topic topic) {
    return topic.toPlainText().stream().map(words -> "*** " + words.toSingleLine()).toList();
  }

  private String location(Stamp stamp) {
    Instant time = stamp.time();
    String when = inWindow ? timeFormatter.shortTime(time) : timeFormatter.dateAndTime(time);
    return "[" + stamp.room() + " " + when + "] ";
  }

  private void add(List<String> lines, String prefix, ServerMessage.RoomText message) {
    textFormatter.lines(message).forEach(line -> lines.add(prefix + line));
  }

  private static String oneLine(String words) {
    return Text.sanitize(words).toSingleLine();
  }
}
